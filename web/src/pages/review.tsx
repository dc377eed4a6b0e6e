import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { post, Problem, useData } from "../api";
import { count, label, number, when } from "../format";
import { t } from "../i18n";
import { CorrectDialog } from "../parts/decisions";
import { kindOf, Where } from "../parts/event";
import { Link } from "../parts/link";
import { fieldName, reportMarks } from "../parts/marks";
import { Waiting } from "../parts/state";
import { Highlighted, Own } from "../parts/text";
import { Waterfall } from "../parts/waterfall";
import type { About, Labels, Report, ReportView, ReviewItem } from "../types";
import { setParams } from "../url";

type Queue = { items: ReviewItem[]; left: number; labels: Labels };
type Act = { key: string; name: string; run: (item: ReviewItem) => Promise<unknown> | void };

/** Keys: j/k or arrows walk the queue, the letter on a button does what the button does. */
export default function Review({ params }: { params: URLSearchParams }) {
  const kind = params.get("kind") ?? "";
  const loaded = useData<Queue>("review", `limit=20${kind ? `&kind=${kind}` : ""}`);
  const about = useData<About>("about");
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<Set<string>>(new Set());
  const [fix, setFix] = useState<Report | null>(null);
  const [told, setTold] = useState<string>("");
  const box = useRef<HTMLDivElement>(null);
  const items = (loaded.data?.items ?? []).filter((one) => !done.has(one.subject));
  const labels = loaded.data?.labels ?? {};
  const item = items[Math.min(at, items.length - 1)];

  const decide = async (work: () => Promise<unknown>, name: string, subject: string) => {
    try {
      await work();
      setTold(t("review.done", { what: name }));
      setDone((old) => new Set(old).add(subject));
      if (items.length <= 1) {
        setDone(new Set());
        loaded.again();
      }
      box.current?.focus();
    } catch (error) {
      setTold(error instanceof Problem && error.status === 403 ? t("token.readonly") : (error as Error).message);
    }
  };
  const verdict = (name: string) => (one: ReviewItem) => decide(() => post("review", { subject: one.subject, verdict: name }), t(`review.${name}`), one.subject);
  const judge = (name: string) => (one: ReviewItem) => {
    const [a, b] = one.subject.split("+");
    return decide(() => post("judgements", { a, b, verdict: name, why: t("review.judged") }), t(`review.${name}`), one.subject);
  };
  const acts: Act[] = item?.kind === "pair"
    ? [{ key: "s", name: "same", run: judge("same") }, { key: "d", name: "different", run: judge("different") }, { key: "u", name: "unsure", run: judge("unsure") }]
    : [{ key: "a", name: "accept", run: verdict("accept") }, { key: "f", name: "fix", run: (one) => setFix(one.reports[0]!.report) }, { key: "r", name: "reject", run: verdict("reject") }, { key: "x", name: "skip", run: verdict("skip") }];

  // In step with what is shown, so that a key never acts on what was there before.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (fix || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      if (event.key === "j" || event.key === "ArrowDown") setAt((n) => Math.min(n + 1, items.length - 1));
      else if (event.key === "k" || event.key === "ArrowUp") setAt((n) => Math.max(n - 1, 0));
      else {
        const act = acts.find((one) => one.key === event.key.toLowerCase());
        if (!act || !item) return;
        void act.run(item);
      }
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });

  return (
    <div class="page review">
      <h1>{t("nav.review")}</h1>
      <p class="note">{t("review.note")} <kbd>j</kbd> <kbd>k</kbd> {t("review.walk")}</p>
      <p class="row">
        <label>{t("review.kind")} <select value={kind} onChange={(event) => { setAt(0); setParams({ kind: event.currentTarget.value }); }}><option value="">{t("all")}</option><option value="report">{t("review.reports")}</option><option value="pair">{t("review.pairs")}</option></select></label>
        <a href="/api/review/annotations" download="marsad-annotations.jsonl">{t("review.export")}</a>
      </p>
      {about.data && !about.data.writable && <p class="note">{t("token.readonly")}</p>}
      <p role="status" class="told">{told}</p>
      <Waiting of={loaded} />
      {loaded.data && !item && <p class="note">{t("review.empty")}</p>}
      {item && (
        <div class="queue">
          <nav aria-label={t("review.queue")}>
            <p class="note">{t("review.left", { n: number(Math.max(0, (loaded.data?.left ?? 0) - done.size)) })}</p>
            <ol>{items.map((one, index) => <li key={one.subject}><button type="button" aria-current={one === item} onClick={() => setAt(index)}>{t(`review.${one.kind}`)}{t("colon")} {kindOf(one.reports[0]!.report)}<small><Where event={one.reports[0]!.report} labels={labels} /> · {when(one.reports[0]!.report.date)}</small></button></li>)}</ol>
          </nav>
          <div ref={box} tabIndex={-1} class="item" aria-label={t(`review.${item.kind}`)} role="group">
            <p>{item.reasons.map((one) => <span key={one} class="chip warn">{t(`reason.${one}`)}</span>)}</p>
            <p class="actions sticky">{acts.map((act) => <button key={act.name} type="button" class={act.key === "a" || act.key === "s" ? "main" : ""} onClick={() => void act.run(item)} aria-keyshortcuts={act.key}>{t(`review.${act.name}`)} <kbd>{act.key}</kbd></button>)}</p>
            <div class={item.kind === "pair" ? "side" : "side wide"}>{item.reports.map((one) => <Beside key={one.report.id} view={one} labels={labels} single={item.kind === "report"} />)}</div>
            {item.pairing && <Waterfall pair={item.pairing} reports={item.reports} />}
          </div>
        </div>
      )}
      {fix && item && <CorrectDialog report={fix} onClose={() => setFix(null)} onDone={() => { setTold(t("review.done", { what: t("review.fix") })); setDone((old) => new Set(old).add(item.subject)); }} />}
    </div>
  );
}

/** The source beside the fields that were read from it. */
function Beside({ view: { report, document, passage }, labels, single }: { view: ReportView; labels: Labels; single: boolean }) {
  const fields = (
    <dl class="facts-list">
      <div><dt>{t("field.type")}</dt><dd>{kindOf(report)}</dd></div>
      <div><dt>{t("evidence.date")}</dt><dd>{when(report.date)}{report.date.basis === "relative" && ` (${t("date.relative")})`}</dd></div>
      <div><dt>{t("evidence.places")}</dt><dd><Where event={report} labels={labels} /></dd></div>
      {Object.entries(report.counts).map(([key, value]) => <div key={key}><dt>{t(`counts.${key}`)}</dt><dd>{count(value)}</dd></div>)}
      {report.actors.length > 0 && <div><dt>{t("event.actors")}</dt><dd>{report.actors.map((one) => <Own key={one.id} class="body">{label(one.id, labels, one.name)}</Own>)}</dd></div>}
      {report.groups.length > 0 && <div><dt>{t("event.groups")}</dt><dd>{report.groups.map((one) => <Own key={one.id} class="body">{label(one.id, labels, one.name)}</Own>)}</dd></div>}
      <div><dt>{t("event.confidence")}</dt><dd>{number(report.confidence, 2)}</dd></div>
    </dl>
  );
  const quotes = <ul class="quotes">{report.evidence.map((one) => <li key={one.field + one.start}>{fieldName(one.field)}{t("colon")} «<Own lang={document.language}>{one.quote}</Own>»</li>)}</ul>;
  const text = (
    <div class="paper"><h3><Link to={`/documents/${document.id}`} params={{ record: report.id }}><Own lang={document.language}>{document.title ?? t("untitled")}</Own></Link></h3>
      <Highlighted text={passage.text} offset={passage.start} lang={document.language} marks={reportMarks(report)} /></div>
  );
  return single ? <>{text}<div>{fields}{quotes}</div></> : <div>{fields}{text}</div>;
}
