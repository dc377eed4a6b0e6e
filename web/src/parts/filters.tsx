// Filters of a view. Each stands in the address under the name that the API gives it.
import { useState } from "preact/hooks";
import { country, label, languageName, placeName } from "../format";
import { t } from "../i18n";
import type { Labels, Summary } from "../types";
import { setParams } from "../url";
import { Own } from "./text";

export const FILTERS = [
  "start", "end", "type", "subtype", "stage", "legal_stage", "country", "admin1", "group", "actor", "partner", "source",
  "language", "bbox", "text", "min_reports", "foiled",
] as const;
const FACETS = ["type", "country", "admin1", "actor", "group", "stage", "legal_stage", "language", "source"] as const;
const SHOWN = 6;

/** The part of the address that filters events, in one order, so that equal views ask the same. */
export function filterQuery(params: URLSearchParams, more: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const name of FILTERS) {
    const value = params.get(name);
    if (value) query.set(name, value);
  }
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.toString();
}

export function valueName(field: string, value: string, labels: Labels): string {
  if (field === "country" || field === "partner") return country(value);
  if (field === "language") return languageName(value);
  if (field === "actor" || field === "group") return label(value, labels);
  if (field === "type" || field === "subtype" || field === "stage") return t(`${field}.${value}`);
  if (field === "legal_stage") return t(`legal.${value}`);
  if (field === "admin1") return placeName({ country: value.slice(0, 2), name: value.slice(3) }, labels);
  if (field === "bbox") return t("filter.map");
  if (field === "foiled") return t("foiled");
  return value;
}

export function Chosen({ params, labels }: { params: URLSearchParams; labels: Labels }) {
  const given = FILTERS.filter((name) => params.get(name));
  if (!given.length) return null;
  return (
    <p class="chosen">
      {given.map((name) => (
        <button key={name} type="button" class="chip remove" onClick={() => setParams({ [name]: null })}>
          <span class="hidden">{t("filter.remove")} </span>
          {t(`field.${name}`)}{t("colon")} <Own>{valueName(name, params.get(name) ?? "", labels)}</Own> <span aria-hidden="true">×</span>
        </button>
      ))}
      <button type="button" class="plain" onClick={() => setParams(Object.fromEntries(given.map((name) => [name, null])))}>{t("filter.clear")}</button>
    </p>
  );
}

export function SearchBox({ params, id = "words", key_ = "text" }: { params: URLSearchParams; id?: string; key_?: string }) {
  return (
    <form role="search" class="search" onSubmit={(event) => {
      event.preventDefault();
      setParams({ [key_]: String(new FormData(event.currentTarget).get("words") ?? "").trim() });
    }}>
      <label class="hidden" for={id}>{t("filter.words")}</label>
      <input id={id} name="words" type="search" dir="auto" maxLength={200} placeholder={t("field.text")} defaultValue={params.get(key_) ?? ""} key={params.get(key_) ?? ""} />
      <button type="submit">{t("filter.search")}</button>
    </form>
  );
}

export function Facets({ params, summary }: { params: URLSearchParams; summary: Summary | null }) {
  return (
    <div class="facets">
      {FACETS.map((field) => <Facet key={field} field={field} params={params} summary={summary} />)}
      <label class="tick"><input type="checkbox" checked={params.get("foiled") === "true"} onChange={(event) => setParams({ foiled: event.currentTarget.checked ? "true" : null })} /> {t("filter.foiled")}</label>
      <label class="tick"><input type="checkbox" checked={params.get("min_reports") === "2"} onChange={(event) => setParams({ min_reports: event.currentTarget.checked ? "2" : null })} /> {t("filter.several")}</label>
    </div>
  );
}

function Facet({ field, params, summary }: { field: (typeof FACETS)[number]; params: URLSearchParams; summary: Summary | null }) {
  const [all, setAll] = useState(false);
  const values = summary?.facets[field] ?? [];
  if (!values.length) return null;
  const now = params.get(field);
  const most = Math.max(...values.map((one) => one.count), 1);
  return (
    <fieldset>
      <legend>{t(`field.${field}`)}</legend>
      <ul>
        {(all ? values : values.slice(0, SHOWN)).map(({ value, count }) => (
          <li key={value}>
            <button type="button" aria-pressed={now === value} onClick={() => setParams({ [field]: now === value ? null : value })}>
              <Own class="name">{valueName(field, value, summary?.labels ?? {})}</Own>
              <span class="n">{count.toLocaleString("en").replaceAll(",", "\u202f")}</span>
              <span class="bar" style={{ inlineSize: `${(100 * count) / most}%` }} />
            </button>
          </li>
        ))}
      </ul>
      {values.length > SHOWN && <button type="button" class="plain" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t("filter.fewer") : t("filter.more", { n: values.length - SHOWN })}</button>}
    </fieldset>
  );
}
