import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../api";
import { t } from "../i18n";

type Props = { title: string; children?: ComponentChildren; action: string; onClose: () => void; onSend: (why: string) => Promise<void> };

/** A decision needs a reason. The dialog keeps the focus, and Escape leaves everything as it was. */
export function Decide({ title, children, action, onClose, onSend }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    box.current?.showModal();
  }, []);
  const send = async (event: Event) => {
    event.preventDefault();
    const why = String(new FormData(event.currentTarget as HTMLFormElement).get("why") ?? "").trim();
    setBusy(true);
    try {
      await onSend(why);
      onClose();
    } catch (error) {
      setProblem(error instanceof Problem && error.status === 403 ? t("token.readonly") : String((error as Error).message));
      setBusy(false);
    }
  };
  return (
    <dialog ref={box} onClose={onClose} aria-labelledby="decide-title">
      <form onSubmit={(event) => void send(event)}>
        <h2 id="decide-title">{title}</h2>
        {children}
        <label>{t("decide.why")}<textarea name="why" required maxLength={1000} rows={3} dir="auto" /></label>
        {problem && <p class="problem" role="alert">{problem}</p>}
        <p class="actions">
          <button type="submit" class="main" disabled={busy}>{action}</button>
          <button type="button" onClick={() => box.current?.close()}>{t("decide.cancel")}</button>
        </p>
      </form>
    </dialog>
  );
}
