// Holds the style and the script of report pages.

enum ReportAssets {
  static let style = """
    body { font: 13px sans-serif; margin: 12px; color: #111; background: #fff; }
    h1, h2 { font-weight: 600; } h1 { font-size: 18px; } h2 { font-size: 15px; } h3 { font-size: 12px; margin: 4px; }
    table { border-collapse: collapse; } th, td { border: 1px solid #ccc; padding: 2px 8px; text-align: left; }
    .columns { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(260px, 1fr); gap: 6px; overflow-x: auto; }
    .column { border: 1px solid #ccc; min-width: 0; }
    .lines { font: 11px monospace; white-space: pre; overflow: auto; max-height: 70vh; }
    .lines > div { padding: 0 4px; cursor: default; } .lines > [data-l] { cursor: pointer; }
    .lines > .title { background: #eee; font-weight: bold; }
    .lines > .near { outline: 1px solid #36c; outline-offset: -1px; }
    .lines > .selected { background: #cfe0ff !important; }
    .graph { overflow: auto; max-height: 90vh; border: 1px solid #ccc; }
    .curve { display: inline-block; margin: 4px 12px 4px 0; } .curve svg { border: 1px solid #ccc; } figcaption { font-size: 11px; }
    polyline { fill: none; } .fitness { stroke: #000; } .quality { stroke: #36c; } .reached { stroke: #c33; }

    """

  /// Hovering marks whatever belongs to the same bytecode, or source line; a click selects it and scrolls to it.
  static let script = """
    "use strict";
    function related(section, element) {
      const place = element.dataset.b, line = element.dataset.l;
      if (place !== undefined) {
        const found = [...section.querySelectorAll(".b" + place)];
        return found.concat([...section.querySelectorAll(".source.l" + line)]);
      }
      return line === undefined ? [] : [...section.querySelectorAll(".l" + line)];
    }
    for (const section of document.querySelectorAll(".tree")) {
      let near = [];
      section.addEventListener("mouseover", event => {
        for (const element of near) element.classList.remove("near");
        const element = event.target.closest("[data-l]");
        near = element ? related(section, element) : [];
        for (const other of near) other.classList.add("near");
      });
      const select = element => {
        for (const other of section.querySelectorAll(".selected")) other.classList.remove("selected");
        if (!element) return;
        const seen = new Set([element.parentElement]);
        for (const other of related(section, element)) {
          other.classList.add("selected");
          if (seen.has(other.parentElement)) continue;
          seen.add(other.parentElement);
          other.parentElement.scrollTop = other.offsetTop - other.parentElement.offsetTop - 40;
        }
      };
      section.addEventListener("click", event => select(event.target.closest("[data-l]")));
      // page.html#L7 opens with line 7 selected, as if it had been clicked.
      const wanted = /^#L(\\d+)$/.exec(location.hash);
      const source = wanted && section.querySelector(".source.l" + wanted[1]);
      if (source) source.click();
    }

    """
}
