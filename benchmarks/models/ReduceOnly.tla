------------------------------ MODULE ReduceOnly ------------------------------
\* Orders that may only reduce, checked when they are sent (Cut = FALSE), or cut with the position as well (Cut = TRUE).
EXTENDS Integers
CONSTANTS Slots, Cut
VARIABLES held, bid, switched, book, broken
Free == [side |-> 0, left |-> 0, limit |-> 0, reduce |-> FALSE, post |-> FALSE]
Size(n) == IF n < 0 THEN 0 - n ELSE n
Room(order, pos) == IF order.side * pos < 0 THEN Size(pos) ELSE 0
After(order, pos) ==
  IF ~Cut \/ order.side = 0 \/ ~order.reduce THEN order
  ELSE IF Room(order, pos) = 0 THEN Free
  ELSE [order EXCEPT !.left = IF order.left > Room(order, pos) THEN Room(order, pos) ELSE order.left]
Start == held = 0 /\ bid = 1 /\ switched = FALSE /\ book = [n \in 1..Slots |-> Free] /\ broken = FALSE
Send(n) == /\ book[n].side = 0 /\ ~switched
           /\ \E side \in {1, -1}, size \in 1..2, limit \in 1..2, reduce \in BOOLEAN, post \in BOOLEAN :
                LET order == [side |-> side, left |-> size, limit |-> limit, reduce |-> reduce, post |-> post] IN
                /\ reduce => size <= Room(order, held)
                /\ post => IF side = 1 THEN limit < bid ELSE limit > bid
                /\ book' = [book EXCEPT ![n] = order]
           /\ UNCHANGED <<held, bid, switched, broken>>
Drop(n) == book[n].side # 0 /\ book' = [book EXCEPT ![n] = Free] /\ UNCHANGED <<held, bid, switched, broken>>
Trade(n) == \E lots \in 1..2 :
  LET order == book[n]
      pos == held + order.side * lots
      rest == IF lots = order.left THEN Free ELSE [order EXCEPT !.left = order.left - lots] IN
  /\ order.side # 0 /\ lots <= order.left /\ Size(pos) <= 3
  /\ IF order.side = 1 THEN order.limit >= bid ELSE order.limit <= bid
  /\ held' = pos
  /\ broken' = (broken \/ (order.reduce /\ lots > Room(order, held)))
  /\ book' = [m \in 1..Slots |-> After(IF m = n THEN rest ELSE book[m], pos)]
  /\ UNCHANGED <<bid, switched>>
Move == bid' = 3 - bid /\ UNCHANGED <<held, switched, book, broken>>
Switch == held = 0 /\ (\A n \in 1..Slots : book[n].side = 0) /\ switched' = ~switched /\ UNCHANGED <<held, bid, book, broken>>
Step == Move \/ Switch \/ (\E n \in 1..Slots : Send(n) \/ Drop(n) \/ Trade(n))
Spec == Start /\ [][Step]_<<held, bid, switched, book, broken>>
Sound == ~broken
===============================================================================
