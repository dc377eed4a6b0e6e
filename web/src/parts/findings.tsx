import { useState } from "preact/hooks";
import { number, steady } from "../format";
import { t, language } from "../i18n";
import type { Finding } from "../types";
import { get } from "../api";
import { go } from "../url";
import { Link } from "./link";

const SIGN: Record<string, string> = { agrees: "✓", conflicts: "✗", cannot_tell: "?" };

export function FindingLine({ finding, link = true }: { finding: Finding; link?: boolean }) {
  const first = finding.compared[0];
  return (
    <div class={`finding v-${finding.verdict}`}>
      <p><b><span aria-hidden="true">{SIGN[finding.verdict]}</span> {t(`finding.${finding.kind}`)}{t("colon")} {t(`verdict.${finding.verdict}`)}</b></p>
      <p dir="auto">{steady(finding.sentences[language] ?? finding.sentences.en ?? "")}</p>
      {finding.explanations.length > 0 && <p>{finding.explanations.map((one) => <span key={one} class="chip">{t(`explanation.${one}`)}</span>)}</p>}
      {link && !finding.document_id && <Compared ids={finding.compared} />}
      {link && finding.document_id && first && <p><Link to={`/documents/${finding.document_id}`} params={{ record: first }}>{t("words")}</Link></p>}
    </div>
  );
}

const MOST = 9;

/** The words of each figure that a finding across documents compares. */
function Compared({ ids }: { ids: string[] }) {
  const figures = ids.filter((id) => id.startsWith("f-")).slice(0, MOST);
  const open = async (id: string) => {
    const { document_id } = await get<{ document_id: string }>(`figures/${id}`);
    go(`/documents/${document_id}`, { record: id });
  };
  if (!figures.length) return null;
  return (
    <p class="noprint">{t("words")}{t("colon")} {figures.map((id, at) => (
      <button key={id} type="button" class="plain" aria-label={`${t("words")} ${at + 1}`} onClick={() => void open(id)}>{number(at + 1)}</button>
    ))}</p>
  );
}

const SHOWN = 6;
const ORDER = ["conflicts", "cannot_tell", "agrees"];

/** Findings, conflicts first; of a long list the first, and the others on demand. */
export function FindingList({ findings, link = false, title = t("findings") }: { findings: Finding[]; link?: boolean; title?: string }) {
  const [all, setAll] = useState(false);
  if (!findings.length) return null;
  const ranked = [...findings].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  const more = ranked.length - SHOWN;
  return (
    <section class="findings">
      <h2>{title} ({number(findings.length)})</h2>
      <ul>{(all ? ranked : ranked.slice(0, SHOWN)).map((one) => <li key={one.id}><FindingLine finding={one} link={link} /></li>)}</ul>
      {more > 0 && <button type="button" class="plain noprint" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t("filter.fewer") : t("filter.more", { n: number(more) })}</button>}
    </section>
  );
}
