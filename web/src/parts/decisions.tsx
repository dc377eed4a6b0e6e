// What a person may decide of an event; each needs the token and a reason, and each can be undone.
import { useState } from "preact/hooks";
import { get, post } from "../api";
import { t } from "../i18n";
import type { EventPage, MergedEvent, Report } from "../types";
import { Decide } from "./dialog";
import { EventCard } from "./event";

export type Decided = { ids: string[]; events: string[] };
type Common = { onClose: () => void; onDone: (told: Decided) => void };

const CHOICES: Record<string, string[]> = {
  type: ["arrest", "attack", "clash", "seizure", "prosecution", "transfer", "cooperation"],
  stage: ["carried_out", "foiled", "attempted", "alleged", "denied"],
  legal_stage: ["arrest", "custody", "charge", "remand", "trial", "conviction", "acquittal", "release"],
};
const COUNTS = ["arrested", "killed", "injured", "kidnapped", "cells", "charged", "convicted", "acquitted", "released", "transferred", "years", "killed_perpetrators", "killed_forces"];

/** The value of a field as the API wants it, from what stands in the form. */
function valueOf(field: string, text: string): unknown {
  const given = text.trim();
  if (field.startsWith("counts.")) {
    return given === "" ? null : { best: Number(given), low: Number(given), high: Number(given), qualifier: "exact", rivals: [] };
  }
  if (field === "date") {
    const precision = given.length === 10 ? "day" : given.length === 7 ? "month" : "year";
    return given ? { start: given, end: given, precision, basis: "stated" } : { start: null, end: null, precision: "unknown", basis: null };
  }
  return given || null;
}

export function CorrectDialog({ report, onClose, onDone }: Common & { report: Report }) {
  const known = Object.keys(report.counts).map((key) => `counts.${key}`);
  const fields = [...known, "date", "country", ...Object.keys(CHOICES), ...COUNTS.map((key) => `counts.${key}`).filter((one) => !known.includes(one))];
  const [field, setField] = useState(fields[0]!);
  const [value, setValue] = useState("");
  const send = async (why: string) => onDone(await post<Decided>("corrections", { record_id: report.id, field, value: valueOf(field, value), why }));
  const name = (one: string) => (one.startsWith("counts.") ? t(`counts.${one.slice(7)}`) : t(`field.${one}`));
  return (
    <Decide title={t("event.correct")} action={t("decide.correct")} onClose={onClose} onSend={send}>
      <label>{t("event.field")}<select name="field" value={field} onChange={(event) => { setField(event.currentTarget.value); setValue(""); }}>{fields.map((one) => <option key={one} value={one}>{name(one)}</option>)}</select></label>
      <label>{t("event.value")}
        {CHOICES[field] ? (
          <select name="value" value={value} onChange={(event) => setValue(event.currentTarget.value)}><option value="">–</option>{CHOICES[field].map((one) => <option key={one} value={one}>{t(`${field === "legal_stage" ? "legal" : field}.${one}`)}</option>)}</select>
        ) : (
          <input name="value" value={value} onInput={(event) => setValue(event.currentTarget.value)} required={field === "country"} dir="ltr"
            {...(field.startsWith("counts.") ? { type: "number", min: 0, step: 1 } : field === "date" ? { pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?", placeholder: "2024-06-06" } : { pattern: "[A-Z]{2}", maxLength: 2, placeholder: "MA" })} />
        )}
      </label>
    </Decide>
  );
}

export function SplitDialog({ event, report, onClose, onDone }: Common & { event: string; report: string }) {
  const send = async (why: string) => onDone(await post<Decided>("splits", { event_id: event, reports: [report], why }));
  return <Decide title={t("event.split")} action={t("decide.split")} onClose={onClose} onSend={send}><p>{t("decide.split_note")}</p></Decide>;
}

export function WithdrawDialog({ report, path, onClose, onDone }: Common & { report?: string; path?: string }) {
  const send = async (why: string) =>
    onDone(path ? await post<Decided>(`${path}/withdraw`, { why }) : await post<Decided>("corrections", { record_id: report, field: "withdrawn", value: true, why }));
  return <Decide title={path ? t("history.undo") : t("event.withdraw")} action={path ? t("history.undo") : t("decide.withdraw")} onClose={onClose} onSend={send}><p>{t(path ? "decide.undo_note" : "decide.withdraw_note")}</p></Decide>;
}

/** Another event to join this one with: found by words among the events of the same country. */
export function JoinDialog({ event, onClose, onDone }: Common & { event: MergedEvent }) {
  const [found, setFound] = useState<MergedEvent[]>([]);
  const [chosen, setChosen] = useState<MergedEvent | null>(null);
  const search = async (words: string) => {
    const query = new URLSearchParams({ limit: "8" });
    if (event.country) query.set("country", event.country);
    if (words.trim()) query.set("text", words.trim());
    setFound((await get<EventPage>("events", query.toString())).items.filter((one) => one.id !== event.id));
  };
  const send = async (why: string) => {
    if (!chosen) throw new Error(t("decide.choose"));
    onDone(await post<Decided>("judgements", { a: event.reports[0], b: chosen.reports[0], verdict: "same", why }));
  };
  return (
    <Decide title={t("event.join")} action={t("decide.join")} onClose={onClose} onSend={send}>
      <label>{t("filter.words")}<input type="search" dir="auto" onInput={(input) => void search(input.currentTarget.value)} onFocus={(input) => !found.length && void search(input.currentTarget.value)} /></label>
      <ul class="cards choose">
        {found.map((one) => <li key={one.id}><label><input type="radio" name="other" checked={chosen?.id === one.id} onChange={() => setChosen(one)} /> <span class="hidden">{t("decide.choose")}</span><EventCard event={one} /></label></li>)}
      </ul>
    </Decide>
  );
}
