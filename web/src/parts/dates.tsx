import { t } from "../i18n";

type Props = { name?: string; label: string; value?: string; onSet?: (iso: string) => void };

/** A day, a month or a year as ISO 8601 writes it: the same in every language, and as exact as one wishes. */
export function DateField({ name, label, value, onSet }: Props) {
  return (
    <label class="date">{label}{" "}
      <input type="text" name={name} dir="ltr" inputMode="numeric" size={11} maxLength={10} placeholder="2024-06" pattern="\d{4}(-\d{2}(-\d{2})?)?"
        title={t("date.form")} defaultValue={value} key={value} onChange={(event) => {
          if (event.currentTarget.reportValidity()) onSet?.(event.currentTarget.value.trim());
        }} />
    </label>
  );
}
