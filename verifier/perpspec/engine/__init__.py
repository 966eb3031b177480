"""Plan the questions, ask them, replay the witnesses, collect the findings."""
