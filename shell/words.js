// Puts Chinese words in place of Streamlit's English ones: see shell/chinese.py. Whole texts and whole attributes only, so that
// a sentence of a document is never touched; what pages write themselves (stHtml), tables and charts are left out altogether.
(() => {
  // Streamlit formats dates and numbers after the browser's language.
  for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN", "zh"]]])
    Object.defineProperty(navigator, name, { get: () => value, configurable: true });

  const { words, patterns } = WORDS_AS_JSON;
  const rules = Object.entries(patterns).map(([pattern, put]) => [new RegExp(`^(?:${pattern})$`, "s"), put]);
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "aria-valuetext", "aria-roledescription", "alt"];
  const LEFT_OUT = '[data-testid="stHtml"], [data-testid="stDataFrame"] table, .js-plotly-plot, script, style, textarea';
  const MARKED = ATTRIBUTES.map(name => `[${name}]`).join();

  const chinese = text => {
    const said = text.trim();
    if (!/[A-Za-z]/.test(said)) return null;
    if (Object.hasOwn(words, said)) return text.replace(said, () => words[said]);
    const rule = rules.find(([pattern]) => pattern.test(said));
    return rule ? text.replace(said, said.replace(...rule)) : null;
  };
  const textOf = node => {
    const put = chinese(node.nodeValue);
    if (put !== null && !node.parentElement?.closest(LEFT_OUT)) node.nodeValue = put;
  };
  const attributeOf = (node, name) => {
    const put = chinese(node.getAttribute(name) ?? "");
    if (put !== null) node.setAttribute(name, put);
  };
  const all = node => {
    if (node.nodeType === Node.TEXT_NODE) return textOf(node);
    if (node.nodeType !== Node.ELEMENT_NODE || node.closest(LEFT_OUT)) return;
    for (const marked of [node, ...node.querySelectorAll(MARKED)])
      for (const name of ATTRIBUTES) if (marked.hasAttribute(name)) attributeOf(marked, name);
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) textOf(texts.currentNode);
  };
  new MutationObserver(changes => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "childList") addedNodes.forEach(all);
      else if (type === "characterData") textOf(target);
      else if (!target.closest(LEFT_OUT)) attributeOf(target, attributeName);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
})();
