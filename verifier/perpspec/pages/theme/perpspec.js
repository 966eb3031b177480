/* The one script of the pages: exact arithmetic, the calculator, the search, and the choice between light and dark.
   Nothing here asks the network for anything; what is loaded later lies beside the page. */
(function () {
  "use strict";

  class Undefined extends Error {}
  class Missing extends Error {}

  const big = (n) => (n < 0n ? -n : n);
  function gcd(a, b) { a = big(a); b = big(b); while (b) { [a, b] = [b, a % b]; } return a; }

  /* A number is a fraction {n, d} of whole numbers, d above zero, in lowest terms. */
  function q(n, d) {
    if (d < 0n) { n = -n; d = -d; }
    const g = gcd(n, d);
    return g > 1n ? { n: n / g, d: d / g } : { n, d };
  }
  const nothing = (why) => { throw new Undefined(why); };
  const floor = (a, b) => (a % b !== 0n && (a < 0n) !== (b < 0n) ? a / b - 1n : a / b);
  const order = (a, b) => { const l = a.n * b.d, r = b.n * a.d; return l < r ? -1 : l > r ? 1 : 0; };
  const same = (a, b) => (typeof a === "object" ? a.n === b.n && a.d === b.d : a === b);
  const half = { n: 1n, d: 2n };

  function whole(x, mode) {
    const down = (y) => floor(y.n, y.d), up = (y) => -floor(-y.n, y.d);
    switch (mode) {
      case "floor": return down(x);
      case "ceil": return up(x);
      case "toward zero": return x.n / x.d;
      case "away from zero": return x.n > 0n ? up(x) : down(x);
      case "half up": return down(X.add(x, half));
      case "half away from zero": return (x.n < 0n ? -1n : 1n) * down(X.add(X.abs(x), half));
      case "half even": {
        const low = down(x), rest = order(X.sub(x, q(low, 1n)), half);
        return rest < 0 || (rest === 0 && low % 2n === 0n) ? low : low + 1n;
      }
      default: return nothing("`" + mode + "` is not a rounding mode");
    }
  }

  function root(x) {
    if (x.n < 0n) nothing("a root of a negative number");
    const n = x.n / x.d;
    if (n < 2n) return q(n, 1n);
    let r = 1n << BigInt(Math.ceil(n.toString(2).length / 2) + 1);
    for (;;) { const next = (r + n / r) >> 1n; if (next >= r) return q(r, 1n); r = next; }
  }

  /* Where a gap first falls to zero from a start, down or up: a fraction, or {low, high} where it is none. As readings/crossing.py. */
  function crossing(gap, start, down) {
    const n = (a, b = 1n) => q(BigInt(a), BigInt(b)), zero = n(0), one = n(1), above = (x) => order(gap(x), zero) > 0;
    if (order(start, zero) <= 0 || !above(start)) nothing("it is liquidated as it is opened");
    const steps = function* () {
      for (let octave = 0n; octave < 64n; octave += 1n) {
        for (let step = 1n; step <= 16n; step += 1n) yield X.mul(start, down ? q(32n - step, 32n << octave) : q((16n + step) << octave, 16n));
      }
    };
    let good = start, bad = null;
    for (const here of steps()) { if (!above(here)) { bad = here; break; } good = here; }
    if (!bad) nothing("there is none");
    for (let i = 0; i < 80; i += 1) {
      const high = gap(good), share = X.div(high, X.sub(high, gap(bad))), between = (a, b) => X.add(a, X.mul(X.sub(b, a), share));
      for (const guess of [between(good, bad), X.div(one, between(X.div(one, good), X.div(one, bad)))]) if (gap(guess).n === 0n) return guess;
      const middle = X.mul(X.add(good, bad), half);
      if (above(middle)) good = middle; else bad = middle;
    }
    return down ? { low: bad, high: good } : { low: good, high: bad };
  }

  const X = {
    q, crossing, Undefined, Missing, root,
    undefined: nothing,
    add: (a, b) => q(a.n * b.d + b.n * a.d, a.d * b.d),
    sub: (a, b) => q(a.n * b.d - b.n * a.d, a.d * b.d),
    mul: (a, b) => q(a.n * b.n, a.d * b.d),
    div: (a, b) => (b.n === 0n ? nothing("a division by zero") : q(a.n * b.d, a.d * b.n)),
    neg: (a) => ({ n: -a.n, d: a.d }),
    abs: (a) => ({ n: big(a.n), d: a.d }),
    lt: (a, b) => order(a, b) < 0, le: (a, b) => order(a, b) <= 0,
    gt: (a, b) => order(a, b) > 0, ge: (a, b) => order(a, b) >= 0,
    eq: same, ne: (a, b) => !same(a, b),
    min: (xs) => xs.reduce((a, b) => (order(b, a) < 0 ? b : a)),
    max: (xs) => xs.reduce((a, b) => (order(b, a) > 0 ? b : a)),
    median: (xs) => {
      const s = [...xs].sort(order), m = s.length >> 1;
      return s.length % 2 ? s[m] : X.mul(X.add(s[m - 1], s[m]), half);
    },
    round: (x, step, mode) => (step.n <= 0n ? nothing("a step that is not above zero")
      : X.mul(q(whole(X.div(x, step), mode), 1n), step)),
    row: (x, rows) => {
      for (const [over, upTo, inclusive, value] of rows) {
        const above = over === null || (inclusive ? order(x, over) > 0 : order(x, over) >= 0);
        const below = upTo === null || (inclusive ? order(x, upTo) <= 0 : order(x, upTo) < 0);
        if (above && below) return value();
      }
      return nothing("this size belongs to no tier");
    },
    name: (e, ident) => { if (!(ident in e.v)) throw new Missing(ident); return e.v[ident]; },
    choice: (e, ident, options) => { if (!(ident in e.c)) throw new Missing(ident); return options[e.c[ident]](); },
    once: (work) => { let known = false, value; return () => { if (!known) { value = work(); known = true; } return value; }; },
  };

  /* -- numbers as a person writes and reads them ------------------------------------------------------------ */

  function read(text) {
    const found = /^\s*(-?)([\d_, \u202f]*)(?:\.(\d+))?(?:\s*\/\s*(\d+))?\s*(%?)\s*$/.exec(text);
    if (!found || (!/\d/.test(found[2]) && !found[3])) return null;
    const [, sign, left, right = "", under = "1", percent] = found;
    if (BigInt(under) === 0n) return null;
    const digits = BigInt((left.replace(/\D/g, "") || "0") + right) * (sign ? -1n : 1n);
    return q(digits, 10n ** BigInt(right.length) * BigInt(under) * (percent ? 100n : 1n));
  }

  function decimal(x) {
    let d = x.d, twos = 0, fives = 0;
    while (d % 2n === 0n) { d /= 2n; twos += 1; }
    while (d % 5n === 0n) { d /= 5n; fives += 1; }
    const exact = d === 1n, places = exact ? Math.max(twos, fives) : 8;
    const scaled = (big(x.n) * 10n ** BigInt(places)) / x.d;
    const text = scaled.toString().padStart(places + 1, "0");
    const head = text.slice(0, text.length - places).replace(/\B(?=(\d{3})+$)/g, "\u202f");
    const said = (x.n < 0n ? "−" : "") + head + (places ? "." + text.slice(-places) : "");
    return exact ? said : "≈ " + said;
  }
  const fraction = (x) => (x.low ? fraction(x.low) + ".." + fraction(x.high) : x.d === 1n ? String(x.n) : x.n + "/" + x.d);
  const cut = (x) => { const n = floor(x.n * 10n ** 8n, x.d); return "≈ " + decimal(q(n, 10n ** 8n)); };

  function shown(x, field) {
    if (typeof x === "boolean") return x ? "yes" : "no";
    if (typeof x === "string") return x;
    if (x.low) return cut(x.low) + (field.unit ? " " + field.unit : "");
    if (field.percent) return decimal(X.mul(x, q(100n, 1n))) + " %";
    return decimal(x) + (field.unit ? " " + field.unit : "");
  }

  /* -- the page --------------------------------------------------------------------------------------------- */

  const here = typeof document === "undefined" ? "" : (document.currentScript || {}).src || "";
  const base = here.replace(/assets\/perpspec\.js.*$/, "");

  function load(address, then) {
    const script = document.createElement("script");
    script.src = address;
    script.onload = then;
    document.head.append(script);
  }
  function element(name, props, ...inside) {
    const made = Object.assign(document.createElement(name), props);
    made.append(...inside);
    return made;
  }

  const calculators = {};
  function calculator(id, content) { calculators[id] = content; }

  function control(field) {
    const id = "in-" + field.name.replace(/\W/g, "-");
    let input;
    if (field.options) {
      input = element("select", { id });
      field.options.forEach((option, i) => input.append(element("option", { value: i, textContent: option.label })));
    } else {
      input = element("input", { id, type: "text", inputMode: "decimal", value: field.value, autocomplete: "off", spellcheck: false });
    }
    input.dataset.name = field.name;
    const label = element("label", { htmlFor: id }, field.label, element("small", { textContent: field.hint }));
    return element("div", { className: "ps-field" }, label, element("span", { className: "ps-entry" }, input,
      element("i", { textContent: field.percent && !field.options ? "%" : "" })));
  }

  function fill(content, form) {
    let group = "";
    form.replaceChildren(...content.fields.flatMap((field) => {
      const head = field.group === group ? [] : [element("p", { className: "ps-group", textContent: field.group })];
      group = field.group;
      return [...head, control(field)];
    }));
  }

  /* A notional follows size and price, a wallet the leverage, until somebody enters one. */
  function follow(content, form) {
    const of = (name) => content.fields.find((f) => f.name === name || (f.names || []).includes(name)).name;
    const at = (name) => form.querySelector('[data-name="' + CSS.escape(of(name)) + '"]');
    const values = (names) => (names || []).map((name) => read(at(name).value));
    for (const field of content.fields.filter((f) => f.product)) {
      const input = at(field.name), factors = values(field.product), over = values(field.over);
      if (input.dataset.own || !factors.every(Boolean) || !over.every((x) => x && x.n)) continue;
      const found = X.abs(over.reduce(X.div, factors.reduce(X.mul))), text = decimal(found);
      input.value = text.startsWith("≈") ? fraction(found) : text;
    }
  }

  function entered(content, form) {
    const e = { v: {}, c: {} }, bad = [];
    for (const field of content.fields) {
      const input = form.querySelector('[data-name="' + CSS.escape(field.name) + '"]');
      if (field.choice) { e.c[field.name] = Number(input.value); continue; }
      const value = field.options ? field.options[Number(input.value)].value : read(input.value);
      input.toggleAttribute("aria-invalid", value === null);
      if (value === null) bad.push(field.label);
      else for (const name of field.names) e.v[name] = field.percent && !field.options && !/%/.test(input.value) ? X.div(value, q(100n, 1n)) : value;
    }
    return { e, bad };
  }

  function work(content, form, out) {
    const { e } = entered(content, form);
    out.replaceChildren(...content.results.map((result) => {
      let said, exact = "", state = "";
      if (result.none) { state = "ps-none"; said = result.none; } else try {
        const value = result.compute(e, X);
        said = shown(value, result);
        exact = typeof value === "object" ? fraction(value) : String(value);
      } catch (error) {
        if (!(error instanceof Undefined || error instanceof Missing)) throw error;
        state = "ps-none";
        said = error instanceof Missing ? "needs a number for " + error.message : "no value: " + error.message;
      }
      const line = element("div", { className: "ps-result " + state },
        element("dt", { textContent: result.label }), element("dd", { textContent: said }));
      line.dataset.name = result.name;
      line.dataset.exact = exact;
      if (result.note) line.querySelector("dd").append(element("small", { textContent: result.note }));
      if (exact.includes("..")) line.querySelector("dd").append(element("small", { textContent: "no fraction: its digits go on" }));
      else if (exact.includes("/")) line.querySelector("dd").append(element("small", { textContent: "exactly " + exact }));
      return line;
    }));
  }

  function startCalculator(root) {
    const market = root.querySelector("select.ps-market"), form = root.querySelector(".ps-form"), out = root.querySelector(".ps-results");
    const draw = () => {
      const content = calculators[market.value];
      const kept = Object.fromEntries([...form.querySelectorAll("[data-name]")].map((i) => [i.dataset.name, i.value]));
      fill(content, form);
      form.querySelectorAll("[data-name]").forEach((i) => { if (i.dataset.name in kept && i.tagName === "INPUT") i.value = kept[i.dataset.name]; });
      follow(content, form);
      work(content, form, out);
    };
    const show = () => (calculators[market.value] ? draw() : load(base + market.value, draw));
    market.addEventListener("change", show);
    form.addEventListener("input", (event) => {
      event.target.dataset.own = "1";
      follow(calculators[market.value], form);
      work(calculators[market.value], form, out);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    const named = () => {
      const wanted = decodeURIComponent(location.hash.slice(1));
      for (const option of market.options) if (option.textContent === wanted) option.selected = true;
      show();
    };
    window.addEventListener("hashchange", named);
    named();
  }

  function matches(entries, words) {
    const scored = [];
    for (const entry of entries) {
      const title = entry.t.toLowerCase(), all = title + " " + entry.w.toLowerCase();
      if (!words.every((w) => all.includes(w))) continue;
      const first = words[0];
      scored.push([title === first ? 0 : title.startsWith(first) ? 1 : title.includes(first) ? 2 : 3, scored.length, entry]);
    }
    return scored.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 20).map((s) => s[2]);
  }

  function startSearch(box) {
    const input = box.querySelector("input"), list = box.querySelector("ul");
    let asked = false;
    const show = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = words.length && window.PERPSPEC_SEARCH ? matches(window.PERPSPEC_SEARCH, words) : [];
      list.replaceChildren(...found.map((entry) => element("li", {}, element("a", { href: base + entry.u },
        element("b", { textContent: entry.t }), element("span", { textContent: entry.p })))));
      if (words.length && window.PERPSPEC_SEARCH && !found.length) list.append(element("li", { className: "ps-nothing", textContent: "Nothing found" }));
      list.hidden = !words.length;
    };
    const ask = () => { if (!asked) { asked = true; load(base + "assets/search.js", show); } };
    input.addEventListener("focus", ask);
    input.addEventListener("input", () => { ask(); show(); });
    box.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
      if (event.key === "Escape") { input.value = ""; show(); input.focus(); }
      if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
      if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (links[at - 1] || input).focus(); }
      if (event.key === "Enter" && at < 0 && links.length) links[0].click();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) { event.preventDefault(); input.focus(); }
    });
    document.addEventListener("click", (event) => { if (!box.contains(event.target)) list.hidden = true; });
  }

  function startFilter(input) {
    const rows = [...document.querySelectorAll(input.dataset.rows)];
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase();
      rows.forEach((row) => { row.hidden = !row.textContent.toLowerCase().includes(wanted); });
    });
  }

  /* A table stands in a frame of its own, and what is wider than the page can be scrolled with the keyboard too. */
  function startScroll(content) {
    content.querySelectorAll("table").forEach((table) => {
      const frame = element("div", { className: "ps-scroll" });
      table.before(frame);
      frame.append(table);
    });
    const frames = [...content.querySelectorAll(".ps-scroll, .ps-strip, .ps-math, pre")], heads = [...content.querySelectorAll("h1, h2, h3")];
    const before = (frame) => heads.filter((head) => head.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
    const mark = () => frames.forEach((frame) => {
      const wide = frame.scrollWidth > frame.clientWidth, head = wide && before(frame);
      if (!wide) return ["tabindex", "role", "aria-label"].forEach((name) => frame.removeAttribute(name));
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", head ? head.textContent : document.title);
    });
    mark();
    window.addEventListener("resize", mark);
  }

  function remembered(value) {
    try { return value === undefined ? localStorage.getItem("perpspec-look") : localStorage.setItem("perpspec-look", value); } catch (_) { return null; }
  }
  function startLook(button) {
    button.addEventListener("click", () => {
      const root = document.documentElement;
      const dark = root.dataset.look ? root.dataset.look === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.look = dark ? "light" : "dark";
      remembered(root.dataset.look);
    });
  }

  const api = { X, read, decimal, fraction, calculator, matches };
  if (typeof module !== "undefined") module.exports = api;
  if (typeof document === "undefined") return;
  window.PERPSPEC = api;
  const look = remembered();
  if (look) document.documentElement.dataset.look = look;
  const start = () => {
    if (matchMedia("(max-width: 52rem)").matches) document.querySelectorAll(".ps-menu details").forEach((menu) => { menu.open = false; });
    document.querySelectorAll(".ps-content").forEach(startScroll);
    document.querySelectorAll(".ps-calculator").forEach(startCalculator);
    document.querySelectorAll(".ps-search").forEach(startSearch);
    document.querySelectorAll("input.ps-filter").forEach(startFilter);
    document.querySelectorAll("button.ps-look").forEach(startLook);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start); else start();
})();
