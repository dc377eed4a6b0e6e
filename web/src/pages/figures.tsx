import * as Plot from "@observablehq/plot";
import { useCallback, useMemo, useState } from "preact/hooks";
import { useData } from "../api";
import { count, country, day, number } from "../format";
import { t } from "../i18n";
import { Chart } from "../parts/chart";
import { FindingList } from "../parts/findings";
import { Link } from "../parts/link";
import { Waiting } from "../parts/state";
import { Own } from "../parts/text";
import type { Finding, LedgerEntry, LedgerView, Quantity } from "../types";
import { go, setParams } from "../url";

export default function Figures({ params }: { params: URLSearchParams }) {
  const known = useData<{ items: Quantity[] }>("figures");
  const items = known.data?.items ?? [];
  // An address may leave parts out: what most statements speak of stands in.
  const asked = (one: Quantity) => ["unit", "country", "action"].every((name) => !params.get(name) || params.get(name) === one[name as keyof Quantity]);
  const chosen = items.find(asked);
  const unit = params.get("unit") ?? chosen?.unit;
  const where = params.get("country") ?? chosen?.country;
  const action = params.get("action") ?? chosen?.action;
  const query = new URLSearchParams({ unit: unit ?? "", country: where ?? "", ...(action ? { action } : {}) }).toString();
  const ledger = useData<LedgerView>(known.data && unit && where ? "figures/ledger" : null, query);
  const name = (one: Pick<Quantity, "unit" | "country" | "action">) => `${country(one.country)}${t("colon")} ${t(`unit.${one.unit}`)}${t("comma")}${t(`action.${one.action}`)}`;
  return (
    <div class="page">
      <h1>{t("nav.figures")}</h1>
      <p class="note">{t("figures.note")}</p>
      <Waiting of={known} />
      {known.data && (
        <p class="row"><label>{t("figures.quantity")} <select value={[unit, where, action].join("|")} onChange={(event) => {
          const [nextUnit, nextCountry, nextAction] = event.currentTarget.value.split("|");
          setParams({ unit: nextUnit, country: nextCountry, action: nextAction });
        }}>{known.data.items.map((one) => <option key={name(one)} value={[one.unit, one.country, one.action].join("|")}>{name(one)} ({number(one.count)})</option>)}</select></label></p>
      )}
      {unit ? <Waiting of={ledger} /> : known.data && <p class="note">{t("figures.none")}</p>}
      {ledger.data && <Ledger view={ledger.data} />}
      <Across />
    </div>
  );
}

const conflict = (entry: LedgerEntry) => entry.conflicts.length > 0;
const end = (entry: LedgerEntry) => entry.until ?? entry.published ?? null;
const owner = (entry: LedgerEntry) => entry.agency ?? entry.speaker ?? t("unnamed");

function Ledger({ view }: { view: LedgerView }) {
  const { entries, series } = view.ledger;
  const [only, setOnly] = useState(false);
  const shown = useMemo(() => entries.filter((one) => !only || conflict(one)), [entries, only]);
  return (
    <>
      <Points entries={entries} />
      <Years view={view} />
      <FindingList findings={view.findings} link />
      <section>
        <h2>{t("figures.statements")} ({number(shown.length)})</h2>
        <label class="tick"><input type="checkbox" checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} /> {t("figures.only_conflicts")}</label>
        <div class="scroll tall" tabIndex={0} role="region" aria-label={t("figures.statements")}>
          <table>
            <thead><tr>{["value", "period", "owner", "published", "words"].map((one) => <th key={one} scope="col">{t(`figures.${one}`)}</th>)}</tr></thead>
            <tbody>{shown.map((one) => (
              <tr key={one.figure_id} class={conflict(one) ? "rival" : ""}>
                <th scope="row">{count(one)}{conflict(one) && <span class="chip warn">{t("verdict.conflicts")}</span>}{one.relation && <span class="chip">{t(`relation.${one.relation}`)}{one.whole !== null && ` ${number(one.whole)}`}</span>}</th>
                <td>{one.start ? day(one.start) : "…"} – {one.until ? day(one.until) : "…"}</td>
                <td><Own>{owner(one)}</Own>{one.source && one.source !== owner(one) && <small> · <Own>{one.source}</Own></small>}</td>
                <td>{one.published ? day(one.published) : t("date.unknown")}</td>
                <td><Link to={`/documents/${one.document_id}`} params={{ record: one.figure_id }}>«<Own lang={one.language}>{one.evidence.quote}</Own>»</Link></td>
              </tr>
            ))}</tbody>
          </table>
        </div>
        {series.length > 0 && (
          <details><summary>{t("figures.series")}</summary>
            <table><thead><tr><th scope="col">{t("figures.year")}</th><th scope="col">{t("figures.value")}</th><th scope="col">{t("figures.basis")}</th><th scope="col">{t("figures.rivals")}</th></tr></thead>
              <tbody>{series.map((one) => <tr key={one.year}><th scope="row">{one.year}</th><td>{number(one.value)}</td><td>{t(`basis.${one.basis}`)} · {t(`chosen.${one.chosen_by}`)}</td><td>{one.rivals.map((rival) => number(rival)).join(t("comma"))}</td></tr>)}</tbody></table>
          </details>
        )}
      </section>
    </>
  );
}

/** Every statement where its period ends, with its range; rings mark conflicts. A point opens its words. */
function Points({ entries }: { entries: LedgerEntry[] }) {
  const dated = useMemo(() => entries.filter((one) => end(one) && !one.relation), [entries]);
  const named = useMemo(() => most(dated.map(owner)), [dated]);
  const draw = useCallback((width: number) => {
    const date = (one: LedgerEntry) => new Date(end(one)!.slice(0, 10));
    const group = (one: LedgerEntry) => (named.includes(owner(one)) ? owner(one) : t("figures.others"));
    const scale = spread(dated.map((one) => one.value));
    const chart = Plot.plot({
      width, height: 320, marginLeft: 48, marginBottom: 36, style: { background: "none", fontFamily: "inherit", fontSize: "12px" },
      x: { type: "utc", grid: true, label: null, tickFormat: (date: Date) => String(date.getUTCFullYear()), ticks: width < 600 ? 5 : "year" }, y: { grid: true, ...scale, label: t("figures.value") },
      color: { legend: true, domain: [...named, ...(dated.some((one) => !named.includes(owner(one))) ? [t("figures.others")] : [])], scheme: "tableau10" }, marks: [
        Plot.ruleX(dated, { x: date, y1: "low", y2: "high", stroke: "currentColor", strokeOpacity: 0.4 }),
        Plot.dot(dated.filter(conflict), { x: date, y: "value", r: 9, stroke: "var(--warn)", strokeWidth: 1.6 }),
        Plot.dot(dated, { x: date, y: "value", r: 5, fill: group, stroke: "var(--paper)", tip: true, title: (one: LedgerEntry) => `${count(one)} · ${owner(one)}\n${one.start ? day(one.start) : "…"} – ${one.until ? day(one.until) : "…"}\n${one.as_written}`, href: (one: LedgerEntry) => `/documents/${one.document_id}?record=${one.figure_id}` }),
      ],
    });
    return followable(chart);
  }, [dated, named]);
  if (!dated.length) return null;
  return <figure><figcaption>{t("figures.points")}</figcaption><Chart draw={draw} label={t("figures.points")} /></figure>;
}

/** The names that come most often, as many as colours can be told apart. */
function most(names: string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 7).map(([name]) => name);
}

/** Values of very different size stand on a scale of powers of ten, so that the small ones stay apart. */
function spread(values: number[]): Plot.ScaleOptions {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 1;
  const wide = (sorted.at(-1) ?? 0) > 10 * Math.max(middle, 1) || ((sorted[0] ?? 0) > 0 && (sorted.at(-1) ?? 0) > 100 * sorted[0]!);
  return wide && (sorted[0] ?? 0) > 0 ? { type: "log", tickFormat: (value: number) => (/^1|^2|^5/.test(String(value)) ? number(value) : "") } : { zero: true };
}

/** Points open inside the pages. They are no stops of the keyboard: the table below has the same links. */
function followable<T extends Element>(chart: T): T {
  for (const link of chart.querySelectorAll("a")) {
    const next = new URL(link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "/", location.href);
    link.removeAttribute("href");
    link.removeAttribute("xlink:href");
    link.setAttribute("class", "point");
    link.addEventListener("click", () => go(next.pathname, Object.fromEntries(next.searchParams)));
  }
  return chart;
}

/** What was announced for a year beside what the archive documents of it. */
function Years({ view }: { view: LedgerView }) {
  const rows = useMemo(() => [
    ...view.ledger.series.map((one) => ({ year: String(one.year), value: one.value, kind: t("figures.announced") })),
    ...view.documented.map((one) => ({ year: String(one.year), value: one.value, kind: t("figures.documented") })),
  ], [view]);
  const draw = useCallback((width: number) => Plot.plot({
    width, height: 240, marginLeft: 48, style: { background: "none", fontFamily: "inherit", fontSize: "12px" },
    fx: { label: null, tickRotate: width < 600 ? -60 : 0 }, x: { axis: null }, y: { grid: true, label: t("figures.value") },
    color: { legend: true, domain: [t("figures.announced"), t("figures.documented")], range: ["var(--accent)", "var(--second)"] }, marginBottom: width < 600 ? 50 : 30,
    marks: [Plot.barY(rows, { fx: "year", x: "kind", y: "value", fill: "kind", tip: true }), Plot.ruleY([0])],
  }), [rows]);
  if (!view.ledger.series.length) return null;
  return <figure><figcaption>{t("figures.years")}</figcaption><Chart draw={draw} label={t("figures.years")} /></figure>;
}

function Across() {
  const found = useData<{ items: Finding[] }>("findings", "verdict=conflicts&limit=100");
  return <FindingList findings={found.data?.items ?? []} link title={t("figures.across")} />;
}
