import * as Plot from "@observablehq/plot";
import { useCallback, useMemo, useState } from "preact/hooks";
import { useData } from "../api";
import { count, country, day, number } from "../format";
import { t } from "../i18n";
import { Chart } from "../parts/chart";
import { FindingLine, FindingList } from "../parts/findings";
import { Link } from "../parts/link";
import { Waiting } from "../parts/state";
import { Own } from "../parts/text";
import type { Finding, LedgerEntry, LedgerView, Quantity } from "../types";
import { go, setParams } from "../url";

export default function Figures({ params }: { params: URLSearchParams }) {
  const known = useData<{ items: Quantity[] }>("figures");
  const first = known.data?.items[0];
  const unit = params.get("unit") ?? first?.unit;
  const where = params.get("country") ?? first?.country;
  const action = params.has("unit") ? params.get("action") : first?.action;
  const query = new URLSearchParams({ unit: unit ?? "", country: where ?? "", ...(action ? { action } : {}) }).toString();
  const ledger = useData<LedgerView>(unit && where ? "figures/ledger" : null, query);
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
const owner = (entry: LedgerEntry) => entry.agency ?? entry.speaker ?? entry.source ?? t("unknown");

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
        <div class="scroll" tabIndex={0} role="region" aria-label={t("figures.statements")}>
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
  const draw = useCallback((width: number) => {
    const date = (one: LedgerEntry) => new Date(end(one)!.slice(0, 10));
    const chart = Plot.plot({
      width, height: 320, marginLeft: 48, marginBottom: 36, style: { background: "none", fontFamily: "inherit", fontSize: "12px" },
      x: { type: "utc", grid: true, label: null, tickFormat: (date: Date) => String(date.getUTCFullYear()), ticks: "year" }, y: { grid: true, zero: true, label: t("figures.value") },
      color: { legend: true, scheme: "tableau10" }, marks: [
        Plot.ruleX(dated, { x: date, y1: "low", y2: "high", stroke: "currentColor", strokeOpacity: 0.4 }),
        Plot.dot(dated.filter(conflict), { x: date, y: "value", r: 9, stroke: "var(--warn)", strokeWidth: 1.6 }),
        Plot.dot(dated, { x: date, y: "value", r: 5, fill: owner, stroke: "var(--paper)", tip: true, title: (one: LedgerEntry) => `${count(one)} · ${owner(one)}\n${one.start ? day(one.start) : "…"} – ${one.until ? day(one.until) : "…"}\n${one.as_written}`, href: (one: LedgerEntry) => `/documents/${one.document_id}?record=${one.figure_id}` }),
      ],
    });
    return followable(chart);
  }, [dated]);
  if (!dated.length) return null;
  return <figure><figcaption>{t("figures.points")}</figcaption><Chart draw={draw} label={t("figures.points")} /></figure>;
}

/** Links of a chart open inside the pages; they are out of the tab order, as the table below has the same ones. */
function followable<T extends Element>(chart: T): T {
  for (const link of chart.querySelectorAll("a")) {
    link.setAttribute("tabindex", "-1");
    link.setAttribute("aria-hidden", "true");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const next = new URL(link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "/", location.href);
      go(next.pathname, Object.fromEntries(next.searchParams));
    });
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
  if (!found.data?.items.length) return null;
  return (
    <section class="findings">
      <h2>{t("figures.across")} ({number(found.data.items.length)})</h2>
      <ul>{found.data.items.map((one) => <li key={one.id}><FindingLine finding={one} /></li>)}</ul>
    </section>
  );
}
