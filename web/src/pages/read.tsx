import { useMemo, useState } from "preact/hooks";
import { post, Problem, useData } from "../api";
import { languageName, number } from "../format";
import { t } from "../i18n";
import { DateField } from "../parts/dates";
import { FindingList } from "../parts/findings";
import { allMarks } from "../parts/marks";
import { Legend, Omissions, Records } from "../parts/readings";
import { Highlighted } from "../parts/text";
import type { About, ReadingView } from "../types";
import { go } from "../url";

type Asked = { text: string; published?: string; language?: string; title?: string; url?: string };

function asked(form: HTMLFormElement): Asked {
  const data = new FormData(form);
  const told = (name: string) => String(data.get(name) ?? "").trim() || undefined;
  const value: Record<string, string | undefined> = { text: String(data.get("text") ?? "") };
  for (const name of ["published", "language", "title", "url"]) value[name] = told(name);
  return value as Asked;
}

export default function Read() {
  const about = useData<About>("about");
  const [reading, setReading] = useState<ReadingView | null>(null);
  const [sent, setSent] = useState<Asked | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Problem && error.status === 403 ? t("token.readonly") : (error as Error).message);
    }
    setBusy(false);
  };
  const read = (event: Event) => {
    event.preventDefault();
    const given = asked(event.currentTarget as HTMLFormElement);
    void run(async () => {
      setReading(await post<ReadingView>("read", given));
      setSent(given);
    });
  };
  const keep = () => void run(async () => {
    const told = await post<{ document_id: string }>("documents", sent);
    go(`/documents/${told.document_id}`);
  });
  return (
    <div class="page">
      <h1>{t("nav.read")}</h1>
      <p class="note">{t("read.note")}</p>
      <form class="paste noprint" onSubmit={read}>
        <label>{t("read.text")}<textarea name="text" rows={9} required dir="auto" maxLength={about.data?.max_text ?? 200000} /></label>
        <div class="row">
          <label>{t("read.title")}<input name="title" dir="auto" maxLength={500} /></label>
          <DateField name="published" label={t("event.published")} />
          <label>{t("field.language")}<select name="language"><option value="">{t("read.found")}</option>{["ar", "en", "es", "fr"].map((code) => <option key={code} value={code}>{languageName(code)}</option>)}</select></label>
          <label>{t("read.address")}<input name="url" type="url" dir="ltr" placeholder="https://" /></label>
        </div>
        <p class="actions"><button type="submit" class="main" disabled={busy}>{t("read.go")}</button>
          {reading?.document && about.data?.writable && <button type="button" disabled={busy} onClick={keep}>{t("read.keep")}</button>}</p>
        {problem && <p class="problem" role="alert">{problem}</p>}
      </form>
      <div aria-live="polite">{reading && <Result reading={reading} />}</div>
    </div>
  );
}

function Result({ reading }: { reading: ReadingView }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const marks = useMemo(() => allMarks({ reports: reading.events, figures: reading.figures, claims: reading.claims }), [reading]);
  const pick = (id: string | undefined) => setChosen(id === chosen || !id ? null : id);
  const { document } = reading;
  return (
    <div class="side wide">
      <div class="paper">
        {document && <p class="eyebrow">{languageName(document.language)} · {t(`kind.${document.kind}`)}</p>}
        {document && <Highlighted text={document.text} lang={document.language} marks={marks} chosen={chosen} onChoose={(mark) => pick(mark.id)} />}
        <Legend />
      </div>
      <div class="values">
        <p role="status"><b>{t("read.found_all", { events: number(reading.events.length), figures: number(reading.figures.length), claims: number(reading.claims.length), findings: number(reading.findings.length) })}</b></p>
        <FindingList findings={reading.findings} />
        <Records reports={reading.events} figures={reading.figures} claims={reading.claims} labels={reading.labels} chosen={chosen} onChoose={pick} />
        <Omissions of={reading.omissions} />
      </div>
    </div>
  );
}
