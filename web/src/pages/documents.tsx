import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { get, useData } from "../api";
import { day, languageName, number } from "../format";
import { t } from "../i18n";
import { SearchBox } from "../parts/filters";
import { FindingList } from "../parts/findings";
import { Link } from "../parts/link";
import { allMarks } from "../parts/marks";
import { Legend, Omissions, Records } from "../parts/readings";
import { Waiting } from "../parts/state";
import { Highlighted, Own } from "../parts/text";
import type { DocumentHit, DocumentView } from "../types";
import { setParams } from "../url";

type Found = { items: DocumentHit[]; next: string | null };

export default function Documents({ id, params }: { id: string | null; params: URLSearchParams }) {
  return id ? <Document id={id} params={params} /> : <Search params={params} />;
}

function Search({ params }: { params: URLSearchParams }) {
  const query = new URLSearchParams({ limit: "20" });
  for (const name of ["text", "language"]) if (params.get(name)) query.set(name, params.get(name)!);
  const first = useData<Found>("documents", query.toString());
  const [more, setMore] = useState<Found[]>([]);
  useEffect(() => setMore([]), [first.data]);
  const last = more.at(-1) ?? first.data;
  const items = [first.data, ...more].flatMap((page) => page?.items ?? []);
  const load = async () => {
    query.set("after", last?.next ?? "");
    setMore([...more, await get<Found>("documents", query.toString())]);
  };
  return (
    <div class="page">
      <h1>{t("nav.documents")}</h1>
      <p class="note">{t("documents.note")}</p>
      <SearchBox params={params} />
      <p class="row"><label>{t("field.language")} <select value={params.get("language") ?? ""} onChange={(event) => setParams({ language: event.currentTarget.value })}>
        <option value="">{t("all")}</option>{["ar", "en", "es", "fr"].map((code) => <option key={code} value={code}>{languageName(code)}</option>)}</select></label></p>
      <Waiting of={first} />
      <ul class="hits" aria-live="polite">
        {items.map((hit) => (
          <li key={hit.id}>
            <h2><Link to={`/documents/${hit.id}`}><Own lang={hit.language}>{hit.title ?? ended(hit.snippet.slice(0, 60))}</Own></Link></h2>
            <p class="note">{hit.source && <><Own>{hit.source}</Own> · </>}{languageName(hit.language)} · {hit.published ? day(hit.published) : t("date.unknown")} · {t(`kind.${hit.kind}`)}{hit.origin !== hit.id && <> · <span class="chip">{t("documents.copy")}</span></>}</p>
            <Highlighted class="snippet" text={ended(hit.snippet)} offset={hit.start} lang={hit.language} marks={hit.spans.map(([start, end]) => ({ start, end, kind: "hit", title: t("documents.hit") }))} />
          </li>
        ))}
      </ul>
      {first.data && !items.length && <p class="note">{t("documents.none")}</p>}
      {last?.next && <button type="button" onClick={() => void load()}>{t("more")}</button>}
    </div>
  );
}

/** A snippet that breaks off ends at a whole word. */
const ended = (text: string) => (/[.!?؟»”"]\s*$/.test(text) ? text : `${text.replace(/\s+\S*$/, "")} …`);

function Document({ id, params }: { id: string; params: URLSearchParams }) {
  const loaded = useData<DocumentView>(`documents/${encodeURIComponent(id)}`);
  const view = loaded.data;
  const marks = useMemo(() => (view ? allMarks(view) : []), [view]);
  const chosen = params.get("record");
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!chosen) return;
    const mark = text.current?.querySelector("mark.chosen");
    mark?.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }, [chosen, view]);
  if (!view) return <Waiting of={loaded} />;
  const { document } = view;
  const choose = (record: string | undefined) => setParams({ record: record === chosen ? null : record }, true);
  return (
    <article class="document">
      <header>
        <p class="eyebrow">{t(`kind.${document.kind}`)} · {languageName(document.language)}</p>
        <h1><Own lang={document.language}>{document.title ?? t("untitled")}</Own></h1>
        <p class="note">{document.source && <><Own>{document.source}</Own> · </>}{document.published.value ? day(document.published.value) : t("date.unknown")} ({t(`basis.${document.published.basis}`)})
          {document.url && <> · <Own class="address">{document.url}</Own></>}</p>
        {view.copies.length > 0 && <p class="note">{t("documents.copies", { n: number(view.copies.length) })} {view.copies.slice(0, 5).map((copy, at) => <Link key={copy} to={`/documents/${copy}`}>{at + 1}</Link>)}</p>}
      </header>
      <div class={`side wide ${document.kind === "opinion" ? "opinion" : ""}`}>
        <div ref={text} class="paper">
          {document.kind !== "report" && <p class="chip">{t(`documents.${document.kind}`)}</p>}
          <Highlighted text={document.text} lang={document.language} marks={marks} chosen={chosen} onChoose={(mark) => choose(mark.id)} />
          <Legend />
        </div>
        <aside class="values" aria-label={t("documents.values")}>
          <FindingList findings={view.findings} />
          <Records reports={view.reports} figures={view.figures} claims={view.claims} labels={view.labels} events={view.events} chosen={chosen} onChoose={choose} />
          <Omissions of={view.omissions} />
        </aside>
      </div>
    </article>
  );
}
