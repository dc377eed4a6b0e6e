import { t } from "../i18n";

/** The view as a file: the same filters, in the forms of `marsad export`. */
export function Downloads({ path, query, forms = ["csv", "geojson", "ndjson"] }: { path: string; query: string; forms?: string[] }) {
  return (
    <span class="downloads">
      {forms.map((form) => <a key={form} href={`/api/${path}?${query}${query ? "&" : ""}format=${form}`} download={`marsad-${path}.${form}`} aria-label={t("download", { form: form.toUpperCase() })}>{form === "ndjson" ? "JSONL" : form.toUpperCase()}</a>)}
    </span>
  );
}
