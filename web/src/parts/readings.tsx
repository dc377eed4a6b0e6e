// What was read from a text, one line a record; choosing a line shows its words.
import { count, country, when, day } from "../format";
import { t } from "../i18n";
import type { Claim, Figure, Omission, Report } from "../types";
import { Counts, kindOf, Stage, Where } from "./event";
import { Link } from "./link";
import { Own } from "./text";

type Choice = { on: boolean; onChoose: () => void };

export function ReportLine({ report, on, onChoose, event }: Choice & { report: Report; event?: string | undefined }) {
  return (
    <div class={`line ${on ? "on" : ""}`}>
      <button type="button" aria-pressed={on} onClick={onChoose}>
        <b>{kindOf(report)}</b> · <Where event={report} /> · {when(report.date)}<br /><Counts event={report} /> <Stage event={report} />
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

export function Omissions({ of }: { of: Omission[] }) {
  if (!of.length) return null;
  return <section><h2>{t("documents.omissions")} ({of.length})</h2><ul class="omissions">{of.map((one, at) => <li key={at}>{one.reason} · <Own>{one.what.slice(0, 200)}</Own></li>)}</ul></section>;
}

const KINDS = ["trigger", "count", "date", "place", "actor", "figure", "claim", "detail"];

export function Legend() {
  return <p class="legend" aria-label={t("legend.label")}>{KINDS.map((kind) => <mark key={kind} class={`m-${kind}`}>{t(`legend.${kind}`)}</mark>)}</p>;
}
