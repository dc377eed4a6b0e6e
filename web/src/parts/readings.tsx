// What was read from a text, one line a record; choosing a line shows its words.
import { count, country, when, day, number } from "../format";
import { t } from "../i18n";
import type { Claim, Figure, Labels, Omission, Report } from "../types";
import { Counts, kindOf, Stage, Where } from "./event";
import { Link } from "./link";
import { Own } from "./text";

type Choice = { on: boolean; onChoose: () => void };

export function ReportLine({ report, labels, on, onChoose, event }: Choice & { report: Report; labels: Labels; event?: string | undefined }) {
  return (
    <div class={`line ${on ? "on" : ""}`}>
      <button type="button" aria-pressed={on} onClick={onChoose}>
        <b>{kindOf(report)}</b> · <Where event={report} labels={labels} /> · {when(report.date)}<br /><Counts event={report} /> <Stage event={report} />
        {report.stance !== "reported" && <span class="chip">{t(`stance.${report.stance}`)}</span>}
      </button>
      {event && <Link to={`/event/${event}`}>{t("documents.to_event")}</Link>}
    </div>
  );
}

export function period(figure: Figure["period"]): string {
  const start = figure.start ? day(figure.start) : figure.start_basis === "founding" ? t("period.founding") : figure.start_basis === "appointment" ? t("period.appointment") : "";
  const end = figure.end ? day(figure.end) : figure.end_basis === "to_date" ? t("period.now") : "";
  if (!start && !end) return t("date.unknown");
  return start === end ? start : `${start || "…"} – ${end || "…"}`;
}

export function FigureLine({ figure, on, onChoose }: Choice & { figure: Figure }) {
  return (
    <div class={`line ${on ? "on" : ""} ${figure.relation ? "part" : ""}`}>
      <button type="button" aria-pressed={on} onClick={onChoose}>
        <b>{count(figure)}</b> {t(`unit.${figure.unit}`)}{t("comma")}{t(`action.${figure.action}`)} · {period(figure.period)}
        {figure.agency && <> · <Own>{figure.agency}</Own></>}{figure.country && ` · ${country(figure.country)}`}
        {figure.relation && <span class="chip">{t(`relation.${figure.relation}`)}</span>}
      </button>
      {figure.country && <Link to="/figures" params={{ unit: figure.unit, country: figure.country, action: figure.action }}>{t("documents.to_ledger")}</Link>}
    </div>
  );
}

export function ClaimLine({ claim, on, onChoose }: Choice & { claim: Claim }) {
  return (
    <div class={`line ${on ? "on" : ""}`}>
      <button type="button" aria-pressed={on} onClick={onChoose}>
        <b>{t(`stance.${claim.stance}`)}</b>{claim.direction && <> · {t(`direction.${claim.direction}`)}</>} · {t("said_by")} {claim.speaker ? <Own>{claim.speaker}</Own> : t("unnamed")}
      </button>
    </div>
  );
}

type Held = {
  reports: Report[]; figures: Figure[]; claims: Claim[]; labels: Labels; events?: Record<string, string>;
  chosen: string | null; onChoose: (id: string | undefined) => void;
};

/** Everything read from a text, by kind; a kind of which there is nothing takes no room. */
export function Records({ reports, figures, claims, labels, events = {}, chosen, onChoose }: Held) {
  const choice = (id: string) => ({ on: chosen === id, onChoose: () => onChoose(id) });
  const parts = [
    ["events", reports.map((one) => <li key={one.id}><ReportLine report={one} labels={labels} {...choice(one.id)} event={events[one.id]} /></li>)],
    ["figures", figures.map((one) => <li key={one.id}><FigureLine figure={one} {...choice(one.id)} /></li>)],
    ["claims", claims.map((one) => <li key={one.id}><ClaimLine claim={one} {...choice(one.id)} /></li>)],
  ] as const;
  return (
    <>
      {parts.filter(([, held]) => held.length).map(([name, held]) => (
        <section key={name}><h2>{t(`documents.${name}`)} ({number(held.length)})</h2><ul>{held}</ul></section>
      ))}
    </>
  );
}

export function Omissions({ of }: { of: Omission[] }) {
  if (!of.length) return null;
  return <section><h2>{t("documents.omissions")} ({of.length})</h2><ul class="omissions">{of.map((one, at) => <li key={at}>{one.reason} · <Own>{one.what.slice(0, 200)}</Own></li>)}</ul></section>;
}

const KINDS = ["trigger", "count", "date", "place", "actor", "figure", "claim", "detail"];

export function Legend() {
  return <p class="legend" aria-label={t("legend.label")}>{KINDS.map((kind) => <mark key={kind} class={`m-${kind}`}>{t(`legend.${kind}`)}</mark>)}</p>;
}
