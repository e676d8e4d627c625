import { useEffect, useId, useRef } from 'react';

/** A text to copy, and the title of the dialog that shows it. */
export interface CopyOffer {
  readonly title: string;
  readonly text: string;
}

/** Shows a text, selected for manual copying: browsers let a page write to the clipboard only with HTTPS or on the local host. */
export function CopyDialog({ offer, onClose }: { readonly offer: CopyOffer; readonly onClose: () => void }) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    field.current?.select();
  }, []);
  return (
    <dialog ref={dialog} className="copy-dialog" aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{offer.title}</h2>
      <textarea ref={field} aria-labelledby={titleId} readOnly rows={5} value={offer.text} />
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}

/** Copies a text. Returns false if the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  // Undefined on pages without HTTPS, except on the local host.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return false;
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
