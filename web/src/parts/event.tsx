// How an event is told in a line, in a card and in chips.
import { count, country, label, placeNames, when } from "../format";
import { t } from "../i18n";
import type { Labels, MergedEvent, Report } from "../types";
import { Link } from "./link";
import { Own } from "./text";

type Any = MergedEvent | Report;

/** Before a conviction the words are "arrested on suspicion". */
export function kindOf(event: Any): string {
  const kind = event.subtype ? t(`subtype.${event.subtype}`) : t(`type.${event.type}`);
  return event.legal_stage && event.legal_stage !== "arrest" ? `${kind}${t("comma")}${t(`legal.${event.legal_stage}`)}` : kind;
}

/** Where it happened: towns of the main country first, then its name, then towns elsewhere with theirs. */
export function Where({ event, labels = {} }: { event: Any; labels?: Labels | undefined }) {
  const names = placeNames(event, labels);
  return (
    <>
      {names.slice(0, 4).map((name, at) => <>{at > 0 && t("comma")}<Own key={name}>{name}</Own></>)}
      {names.length > 4 && "…"}
      {names.length > 0 && event.country && t("comma")}
      {event.country ? country(event.country) : names.length ? "" : t("place.unknown")}
    </>
  );
}

export function Counts({ event }: { event: Any }) {
  const told = Object.entries(event.counts);
  return (
    <>
      {told.map(([key, value]) => <span key={key} class="count"><b>{count(value)}</b> {t(`counts.${key}`)}</span>)}
    </>
  );
}

export function Stage({ event }: { event: Any }) {
  const marks = [event.foiled_plot && t("foiled"), event.stage !== "carried_out" && t(`stage.${event.stage}`)];
  return <>{marks.filter(Boolean).map((mark) => <span key={String(mark)} class="chip">{mark}</span>)}</>;
}

export function EventCard({ event, labels = {} }: { event: MergedEvent; labels?: Labels }) {
  const bodies = [...new Map([...event.actors, ...event.groups].map((one) => [one.id, one.name]))];
  return (
    <article class={`card t-${event.type}`}>
      <Link to={`/event/${event.id}`} class="cover">
        <h3>{kindOf(event)}</h3>
        <p class="where"><Where event={event} labels={labels} /></p>
      </Link>
      <p class="facts"><time>{when(event.date)}</time> <Counts event={event} /> <Stage event={event} /></p>
      {bodies.length > 0 && <p class="bodies">{bodies.slice(0, 4).map(([id, name]) => <Own key={id} class="body">{label(id, labels, name)}</Own>)}</p>}
      <p class="told">{t("event.told", { reports: event.reports.length, origins: event.n_origins })}{" "}
        {event.languages.map((code) => <span key={code} class="lang">{code}</span>)}
        {event.disagreements.length > 0 && <span class="chip warn">{t("event.differs")}</span>}
      </p>
    </article>
  );
}
