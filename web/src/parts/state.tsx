import type { Loaded } from "../api";
import { t } from "../i18n";

/** What stands in place of data that is on its way, or did not come. */
export function Waiting({ of }: { of: Pick<Loaded<unknown>, "data" | "error" | "again"> }) {
  if (of.error) {
    return (
      <div class="problem" role="alert">
        <p>{of.error.message}</p>
        <button type="button" onClick={of.again}>{t("again")}</button>
      </div>
    );
  }
  return of.data === null ? <p class="loading" role="status">{t("loading")}</p> : null;
}
