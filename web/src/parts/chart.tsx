import { useEffect, useRef } from "preact/hooks";

/**
 * A chart of Observable Plot. Charts run left to right in every language; the text around them follows its own.
 * To a screen reader it is one picture with a name; a table beside each chart tells the same.
 */
export function Chart({ draw, label }: { draw: (width: number) => Element; label: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const holder = box.current!;
    const redraw = () => {
      const chart = draw(Math.max(280, holder.clientWidth));
      for (const part of [chart, ...chart.querySelectorAll("[aria-label]")]) {
        if (part.getAttribute("aria-label") === "tip") part.setAttribute("class", "tip");
        part.removeAttribute("aria-label");
      }
      holder.replaceChildren(chart);
    };
    redraw();
    let width = holder.clientWidth;
    const watch = new ResizeObserver(() => {
      if (Math.abs(holder.clientWidth - width) < 8) return;
      width = holder.clientWidth;
      redraw();
    });
    watch.observe(holder);
    addEventListener("marsad-theme", redraw);
    return () => {
      watch.disconnect();
      removeEventListener("marsad-theme", redraw);
    };
  }, [draw, label]);
  return <div ref={box} class="chart" dir="ltr" role="img" aria-label={label} />;
}
