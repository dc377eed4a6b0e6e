import * as Plot from "@observablehq/plot";
import { useCallback } from "preact/hooks";
import { useData } from "../api";
import { number } from "../format";
import { t } from "../i18n";
import { Chart } from "../parts/chart";
import { Chosen, filterQuery, valueName } from "../parts/filters";
import { DateField } from "../parts/dates";
import { Waiting } from "../parts/state";
import type { TrendsView } from "../types";
import { setParams } from "../url";

const FIELDS = ["country", "type", "group", "stage", "language"];

export default function Trends({ params }: { params: URLSearchParams }) {
  const by = params.get("by") === "month" ? "month" : "year";
  const compare = FIELDS.find((one) => one === params.get("compare")) ?? "";
  const loaded = useData<TrendsView>("trends", filterQuery(params, { by, ...(compare ? { compare } : {}) }));
  const view = loaded.data;
  return (
    <div class="page">
      <h1>{t("nav.trends")}</h1>
      <p class="note">{t("trends.note")}</p>
      <p class="row">
        <label>{t("trends.by")} <select value={by} onChange={(event) => setParams({ by: event.currentTarget.value })}><option value="year">{t("trends.year")}</option><option value="month">{t("trends.month")}</option></select></label>
        <label>{t("trends.compare")} <select value={compare} onChange={(event) => setParams({ compare: event.currentTarget.value })}><option value="">{t("trends.all")}</option>{FIELDS.map((one) => <option key={one} value={one}>{t(`field.${one}`)}</option>)}</select></label>
        <DateField label={t("field.start")} value={params.get("start") ?? ""} onSet={(iso) => setParams({ start: iso })} />
        <DateField label={t("field.end")} value={params.get("end") ?? ""} onSet={(iso) => setParams({ end: iso })} />
      </p>
      <Chosen params={params} labels={view?.labels ?? {}} />
      <Waiting of={loaded} />
      {view && <Lines view={view} compare={compare} />}
    </div>
  );
}

type Row = { period: Date; name: string; value: string; events: number; rate: number; low: number; high: number; exposure: number; gap: boolean };

/** Rates are drawn from the first period of which the archive has documents: before it, silence proves nothing. */
const begin = (view: TrendsView) => Math.max(view.periods.findIndex((one) => !one.gap), 0);

function rowsOf(view: TrendsView, compare: string): Row[] {
  const first = begin(view);
  return view.lines.flatMap((line) => line.rates.slice(first).map((one, index) => {
    const period = view.periods[first + index]!;
    const name = line.value ? valueName(compare, line.value, view.labels) : t("trends.all");
    return { period: new Date(one.period), name: one.period, value: name, events: one.events, rate: one.rate ?? 0, low: one.low ?? 0, high: one.high ?? 0, exposure: period.exposure, gap: period.gap };
  }));
}

function Lines({ view, compare }: { view: TrendsView; compare: string }) {
  const names = [...new Set(rowsOf(view, compare).map((one) => one.value))];
  const draw = useCallback((width: number) => {
    const rows = rowsOf(view, compare);
    const partial = rows.filter((one) => one.exposure < 0.999 && one.events);
    const interval = view.by === "year" ? "year" : "month";
    const several = names.length > 1;
    const color = several ? "value" : "var(--accent)";
    const periods = view.periods.slice(begin(view));
    const gaps = periods.filter((one) => one.gap).map((one) => new Date(one.period));
    return Plot.plot({
      width, height: several ? 90 + 110 * names.length : 320, marginLeft: 48, marginRight: several ? 90 : 20, style: { background: "none", fontFamily: "inherit", fontSize: "12px" },
      x: { type: "utc", label: null, axis: several ? "both" : "bottom" }, y: { grid: true, label: several ? null : t("trends.rate"), nice: true }, fy: { label: null, domain: names }, color: { domain: names, scheme: "tableau10" },
      marks: [
        Plot.rectY(gaps, { x: (date: Date) => date, interval, y1: 0, y2: Math.max(...rows.map((one) => one.high), 1), fill: "currentColor", fillOpacity: 0.06 }),
        Plot.rectY(rows, { x: "period", interval, y: "rate", fill: color, fillOpacity: 0.35, fy: several ? "value" : undefined, inset: 0.5 } as never),
        Plot.rectY(partial, { x: "period", interval, y: "rate", fill: "url(#hatch)", stroke: "currentColor", strokeOpacity: 0.5, fy: several ? "value" : undefined, inset: 0.5 } as never),
        Plot.ruleX(rows.filter((one) => !one.gap), { x: middle, y1: "low", y2: "high", stroke: color, strokeWidth: 1.4, fy: several ? "value" : undefined } as never),
        Plot.dot(rows.filter((one) => !one.gap || one.events), { x: middle, y: "rate", r: 2.5, fill: color, fy: several ? "value" : undefined, tip: true, title: (one: Row) => `${one.value} · ${one.name}\n${t("trends.events")}: ${number(one.events)}\n${number(one.rate, 1)} (${number(one.low, 1)}–${number(one.high, 1)})${one.exposure < 0.999 ? `\n${t("trends.partial", { share: number(100 * one.exposure) })}` : ""}` } as never),
        Plot.ruleY([0]),
        () => hatch(),
      ],
    });
  }, [view, compare]);
  const sources = useCallback((width: number) => Plot.plot({
    width, height: 110, marginLeft: 48, style: { background: "none", fontFamily: "inherit", fontSize: "12px" }, x: { type: "utc", label: null }, y: { grid: true, label: t("trends.sources"), ticks: 3 },
    marks: [Plot.rectY(view.periods.slice(begin(view)), { x: (one: { period: string }) => new Date(one.period), interval: view.by === "year" ? "year" : "month", y: "sources", fill: "var(--second)", fillOpacity: 0.6, inset: 0.5 } as never), Plot.ruleY([0])],
  }), [view]);
  const first = begin(view);
  const before = view.lines.reduce((sum, line) => sum + line.rates.slice(0, first).reduce((n, one) => n + one.events, 0), 0);
  if (!view.periods.length) return <p class="note">{t("overview.none")}</p>;
  return (
    <>
      <figure><figcaption>{t("trends.rates")}</figcaption><Chart draw={draw} label={t("trends.rates")} /></figure>
      <figure><figcaption>{t("trends.sources_note")}</figcaption><Chart draw={sources} label={t("trends.sources")} /></figure>
      <details><summary>{t("trends.table")}</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={t("trends.table")}><table>
          <thead><tr><th scope="col">{t("figures.period")}</th>{view.lines.map((line) => <th key={line.value} scope="col">{line.value ? valueName(compare, line.value, view.labels) : t("trends.all")}</th>)}<th scope="col">{t("trends.documents")}</th><th scope="col">{t("trends.sources")}</th></tr></thead>
          <tbody>{view.periods.map((one, at) => <tr key={one.period}><th scope="row">{one.period}{one.exposure < 0.999 && ` (${number(100 * one.exposure)} %)`}</th>{view.lines.map((line) => <td key={line.value}>{number(line.rates[at]!.events)} · {line.rates[at]!.rate === null ? "–" : `${number(line.rates[at]!.rate!, 1)} (${number(line.rates[at]!.low!, 1)}–${number(line.rates[at]!.high!, 1)})`}</td>)}<td>{one.documents}</td><td>{one.sources}</td></tr>)}</tbody>
        </table></div></details>
      {before > 0 && <p class="note">{t("trends.before", { year: view.periods[first]!.period, n: number(before) })}</p>}
      <p class="note">{t("trends.undated", { n: number(view.lines.reduce((sum, one) => sum + one.undated, 0)) })}</p>
    </>
  );
}

function middle(row: Row): Date {
  return new Date(row.period.getTime() + (row.name.length === 4 ? 182 : 15) * 86_400_000);
}

/** A pattern for periods of which only a part is known. */
function hatch(): SVGElement {
  const make = (name: string, values: Record<string, string>) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    return made;
  };
  const pattern = make("pattern", { id: "hatch", width: "6", height: "6", patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
  pattern.append(make("line", { x1: "0", y1: "0", x2: "0", y2: "6", stroke: "currentColor", "stroke-width": "1.5", "stroke-opacity": "0.6" }));
  const held = make("defs", {});
  held.append(pattern);
  return held;
}
