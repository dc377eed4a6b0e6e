import type { ComponentChildren } from "preact";
import { address, go, type Params } from "../url";

type Props = { class?: string; "aria-current"?: "page" | undefined; to: string; params?: Params; children?: ComponentChildren };

/** A link inside the pages: a plain address that opens without loading everything anew. */
export function Link({ to, params = {}, children, ...rest }: Props) {
  const open = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to, params);
  };
  return <a {...rest} href={address(to, params)} onClick={open}>{children}</a>;
}
