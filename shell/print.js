// 打印: Ctrl+P asks for the page drawn for paper (pages/shared/paper.py), and the browser's dialog opens when it is drawn.
(() => {
  const OFFER = ".st-key-paper button", DRAWN = ".st-key-paper_bar", STILL_FOR_MS = 700;
  const DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]';
  let asked = false, waiting = 0;
  const open = () => {
    if (!asked || !document.querySelector(DRAWN) || !document.querySelector(DONE)) return;
    asked = false;
    window.print();
  };
  document.addEventListener("click", event => {
    if (event.target.closest?.(OFFER)) asked = true;
    else if (event.target.closest?.(".st-key-paper_print button")) window.print();
  }, true);
  document.addEventListener("keydown", event => {
    const offer = document.querySelector(OFFER);
    if (!offer || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "p") return;
    event.preventDefault();
    offer.click();
  }, true);
  new MutationObserver(() => {
    if (!asked) return;
    clearTimeout(waiting);
    waiting = setTimeout(open, STILL_FOR_MS); // charts are drawn after the script behind the page has run
  }).observe(document, { subtree: true, childList: true, attributes: true });
})();
