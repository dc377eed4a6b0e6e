import { useState } from "preact/hooks";
import { useData } from "../api";
import { count, country, day, fieldValue, label, languageName, moment, number, when } from "../format";
import { t } from "../i18n";
import { CorrectDialog, JoinDialog, SplitDialog, WithdrawDialog, type Decided } from "../parts/decisions";
import { Counts, EventCard, kindOf, Stage, Where } from "../parts/event";
import { Link } from "../parts/link";
import { reportMarks } from "../parts/marks";
import { Waiting } from "../parts/state";
import { Highlighted, Own } from "../parts/text";
import { Waterfall } from "../parts/waterfall";
import type { EventView, ReportView } from "../types";
import { go } from "../url";

type Asked = { kind: "correct" | "split" | "join" | "withdraw" | "undo"; report?: string; path?: string };

export default function EventPage({ id }: { id: string | null }) {
  const loaded = useData<EventView>(id ? `events/${encodeURIComponent(id)}` : null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const view = loaded.data;
  if (!view) return <Waiting of={loaded} />;
  const moved = (told: Decided) => {
    const next = told.events.includes(view.event.id) ? view.event.id : told.events[0];
    if (next && next !== view.event.id) go(`/event/${next}`, {}, true);
    else loaded.again();
  };
  return (
    <article class="event">
      <Head view={view} />
      <Rivals view={view} />
      <Facts view={view} />
      <Chain view={view} />
      <section>
        <h2>{t("event.reports")} <small>{t("event.told", { reports: view.reports.length, origins: view.event.n_origins })}</small></h2>
        <p class="actions noprint">
          <button type="button" onClick={() => setAsked({ kind: "join" })}>{t("event.join")}</button>
        </p>
        <div class="side">{view.reports.map((one) => <ReportBox key={one.report.id} view={one} several={view.reports.length > 1} onAsk={(kind) => setAsked({ kind, report: one.report.id })} />)}</div>
      </section>
      {view.why.length > 0 && (
        <section>
          <h2>{t("event.why")}</h2>
          <p class="note">{t("event.why_note")}</p>
          {view.why.map((pair) => <Waterfall key={pair.a + pair.b} pair={pair} reports={view.reports} />)}
        </section>
      )}
      <History view={view} onUndo={(path) => setAsked({ kind: "undo", path })} />
      {asked?.kind === "correct" && <CorrectDialog report={view.reports.find((one) => one.report.id === asked.report)!.report} onClose={() => setAsked(null)} onDone={moved} />}
      {asked?.kind === "split" && <SplitDialog event={view.event.id} report={asked.report!} onClose={() => setAsked(null)} onDone={moved} />}
      {asked?.kind === "join" && <JoinDialog event={view.event} onClose={() => setAsked(null)} onDone={moved} />}
      {asked?.kind === "withdraw" && <WithdrawDialog report={asked.report!} onClose={() => setAsked(null)} onDone={moved} />}
      {asked?.kind === "undo" && <WithdrawDialog path={asked.path!} onClose={() => setAsked(null)} onDone={moved} />}
    </article>
  );
}

const short = (text: string) => (text.length > 48 ? `${text.slice(0, 46).trimEnd()}…` : text);

// Steps of justice before a verdict.
const OPEN = ["arrest", "custody", "charge", "remand", "trial"];

function Head({ view: { event, labels } }: { view: EventView }) {
  return (
    <header class={`event-head t-${event.type}`}>
      <p class="eyebrow">{kindOf(event)} <Stage event={event} /></p>
      <h1><Where event={event} labels={labels} /></h1>
      <p class="lead"><time>{when(event.date)}</time>{event.date.basis === "relative" && <span class="note"> ({t("date.relative")})</span>}
        {!event.date.start && event.announced_on && <span class="note"> {t("date.announced", { day: day(event.announced_on) })}</span>}</p>
      <p class="facts big"><Counts event={event} /></p>
      {OPEN.includes(event.legal_stage ?? "") && <p class="note">{t("event.suspicion")}</p>}
    </header>
  );
}

/** Each count with every value, who gives it and when; several values are set side by side, never averaged. */
function Rivals({ view: { event, reports } }: { view: EventView }) {
  const titles = new Map(reports.map((one) => [one.report.id, short(one.document.title ?? "")]));
  const keys = Object.entries(event.counts);
  if (!keys.length) return null;
  return (
    <section>
      <h2>{t("event.counts")}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={t("event.counts")}>
        <table>
          <thead><tr><th scope="col">{t("event.count")}</th><th scope="col">{t("event.value")}</th><th scope="col">{t("field.source")}</th><th scope="col">{t("event.speaker")}</th><th scope="col">{t("event.published")}</th></tr></thead>
          <tbody>
            {keys.flatMap(([key, all]) => all.values.map((one, at) => (
              <tr key={key + one.report_id} class={one.best === all.best ? "best" : "rival"}>
                {at === 0 && <th scope="rowgroup" rowSpan={all.values.length}>{t(`counts.${key}`)}<br /><b>{count(all)}</b></th>}
                <td><a href={`#${one.report_id}`}>{count(one)}</a></td>
                <td>{one.source || titles.get(one.report_id) ? <Own>{one.source ?? titles.get(one.report_id)}</Own> : t("unknown")}</td>
                <td>{one.speaker ? <Own>{one.speaker}</Own> : "–"}</td>
                <td>{one.published ? day(one.published) : t("date.unknown")}</td>
              </tr>
            )))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Facts({ view: { event, labels } }: { view: EventView }) {
  const rows: [string, preact.ComponentChildren][] = [
    ["actors", event.actors.map((one) => <Own key={one.id} class="body">{label(one.id, labels, one.name)}{one.country && ` (${country(one.country)})`}</Own>)],
    ["groups", event.groups.map((one) => <Own key={one.id} class="body">{label(one.id, labels, one.name)}</Own>)],
    ["partners", event.partners.map((code) => country(code)).join(t("comma"))],
    ["targets", event.targets.map((one) => <Own key={one} class="body">{one}</Own>)],
    ["weapons", event.weapons.map((one) => <Own key={one} class="body">{one}</Own>)],
    ["seized", event.seized.map((one) => <Own key={one} class="body">{one}</Own>)],
    ["languages", event.languages.map(languageName).join(t("comma"))],
    ["outcome", event.outcome_known === false ? t("event.no_outcome") : ""],
  ];
  const differs = event.disagreements.filter((one) => !one.field.startsWith("counts"));
  return (
    <section>
      <h2>{t("event.facts")}</h2>
      <dl class="facts-list">
        {rows.filter(([, value]) => (Array.isArray(value) ? value.length : value)).map(([name, value]) => <div key={name}><dt>{t(`event.${name}`)}</dt><dd>{value}</dd></div>)}
        <div><dt>{t("event.confidence")}</dt><dd><meter min={0} max={1} value={event.confidence} aria-label={t("event.confidence")} /> {number(event.confidence, 2)}</dd></div>
      </dl>
      {differs.length > 0 && (
        <div class="differs"><h3>{t("event.differs")}</h3>
          <ul>{differs.map((one) => <li key={one.field}><b>{t(`evidence.${one.field}`)}</b>{t("colon")} {one.values.map(([value, ids], at) => <span key={value}>{at > 0 && " / "}<Own>{fieldValue(one.field, value)}</Own> ({number(ids.length)})</span>)}</li>)}</ul>
        </div>
      )}
    </section>
  );
}

function Chain({ view }: { view: EventView }) {
  if (!view.event.links.length) return null;
  const ordered = [...view.linked].sort((a, b) => (a.date.start ?? "").localeCompare(b.date.start ?? ""));
  return (
    <section>
      <h2>{t("event.chain")}</h2>
      <ol class="chain">
        {ordered.map((one) => (
          <li key={one.id}>
            <p class="eyebrow">{view.event.links.filter((link) => link.event_id === one.id).map((link) => t(`link.${link.kind}`)).join(t("comma"))}</p>
            <EventCard event={one} labels={view.labels} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function ReportBox({ view, several, onAsk }: { view: ReportView; several: boolean; onAsk: (kind: Asked["kind"]) => void }) {
  const { report, document, passage } = view;
  const end = passage.start + Array.from(passage.text).length;
  return (
    <section class="report" id={report.id} aria-label={document.title ?? t("untitled")}>
      <h3><Link to={`/documents/${document.id}`} params={{ record: report.id }}><Own lang={document.language}>{document.title ?? t("untitled")}</Own></Link></h3>
      <p class="note">{document.source && <><Own>{document.source}</Own> · </>}{languageName(document.language)} · {document.published.value ? day(document.published.value) : t("date.unknown")} · {t(`kind.${document.kind}`)}</p>
      {report.stance !== "reported" && <p class="chip">{t(`stance.${report.stance}`)}{report.speaker && <>{t("colon")} <Own>{report.speaker}</Own></>}</p>}
      <Highlighted text={(passage.start > 0 ? "… " : "") + passage.text + (end < document.length ? " …" : "")} offset={passage.start - (passage.start > 0 ? 2 : 0)} lang={document.language} marks={reportMarks(report)} scrolls={document.title ?? t("untitled")} />
      <p class="actions noprint">
        <button type="button" onClick={() => onAsk("correct")}>{t("event.correct")}</button>
        {several && <button type="button" onClick={() => onAsk("split")}>{t("event.split")}</button>}
        <button type="button" onClick={() => onAsk("withdraw")}>{t("event.withdraw")}</button>
      </p>
    </section>
  );
}

function History({ view, onUndo }: { view: EventView; onUndo: (path: string) => void }) {
  const open = [
    ...view.corrections.filter((one) => !one.withdrawn_at).map((one) => ({ path: `corrections/${one.id}`, at: one.when, who: one.who, why: one.why, told: t("history.correction", { field: t(`evidence.${one.field.split(".")[0]}`), value: JSON.stringify(one.value) }) })),
    ...view.judgements.filter((one) => !one.withdrawn_at).map((one) => ({ path: `judgements/${one.id}`, at: one.when, who: one.who, why: one.why ?? "", told: t(`history.${one.verdict}`) })),
  ];
  if (!open.length && !view.decisions.length) return null;
  return (
    <section>
      <h2>{t("history.title")}</h2>
      <ul class="history">
        {open.map((one) => <li key={one.path}><p>{one.told} · <Own>{one.who}</Own> · {moment(one.at)}</p><p class="note"><Own>{one.why}</Own></p>
          <button type="button" class="noprint" onClick={() => onUndo(one.path)}>{t("history.undo")}</button></li>)}
      </ul>
      <details><summary>{t("history.log")} ({number(view.decisions.length)})</summary>
        <ol>{view.decisions.map((one) => <li key={one.n}>{moment(one.at)} · {t(`log.${one.kind}`)} · <Own>{one.who}</Own></li>)}</ol></details>
    </section>
  );
}

