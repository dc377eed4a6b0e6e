import { t, language } from "../i18n";
import type { Finding } from "../types";
import { Link } from "./link";

const SIGN: Record<string, string> = { agrees: "✓", conflicts: "✗", cannot_tell: "?" };

export function FindingLine({ finding, link = true }: { finding: Finding; link?: boolean }) {
  const first = finding.compared[0];
  return (
    <div class={`finding v-${finding.verdict}`}>
      <p><b><span aria-hidden="true">{SIGN[finding.verdict]}</span> {t(`finding.${finding.kind}`)}{t("colon")} {t(`verdict.${finding.verdict}`)}</b></p>
      <p dir="auto">{finding.sentences[language] ?? finding.sentences.en}</p>
      {finding.explanations.length > 0 && <p>{finding.explanations.map((one) => <span key={one} class="chip">{t(`explanation.${one}`)}</span>)}</p>}
      {link && finding.document_id && first && <p><Link to={`/documents/${finding.document_id}`} params={{ record: first }}>{t("words")}</Link></p>}
    </div>
  );
}

export function FindingList({ findings, link = false }: { findings: Finding[]; link?: boolean }) {
  if (!findings.length) return null;
  const rank = (one: Finding) => ["conflicts", "cannot_tell", "agrees"].indexOf(one.verdict);
  return (
    <section class="findings">
      <h2>{t("findings")} ({findings.length})</h2>
      <ul>{[...findings].sort((a, b) => rank(a) - rank(b)).map((one) => <li key={one.id}><FindingLine finding={one} link={link} /></li>)}</ul>
    </section>
  );
}
