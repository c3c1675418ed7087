// Every text that can be seen in the widget with less contrast than WCAG AA asks for, as [text, ratio].
// Axe cannot tell in this shadow tree, so each colour is painted on a canvas and measured.
() => {
  const root = document.querySelector("vestibule-chat").shadowRoot;
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const painted = (...layers) => {
    canvas.clearRect(0, 0, 1, 1);
    for (canvas.fillStyle of layers) canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((one) => one / 255);
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((one) => (one > 0.04045 ? ((one + 0.055) / 1.055) ** 2.4 : one / 12.92));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    const layers = [];
    for (let it = element; it; it = it.parentElement ?? it.getRootNode().host) {
      layers.unshift(getComputedStyle(it).backgroundColor);
      if (painted(layers[0])[3] === 1) break;
    }
    return ["#fff", ...layers];
  };
  const found = [];
  const check = (element, text, color) => {
    const below = ground(element);
    const [front, back] = [luminance(painted(...below, color)), luminance(painted(...below))];
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    found.push([text, Math.round(ratio * 100) / 100]);
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() && element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen"))
      check(element, node.data.trim(), getComputedStyle(element).color);
  }
  for (const field of root.querySelectorAll("#field"))
    if (field.checkVisibility()) check(field, field.placeholder, getComputedStyle(field, "::placeholder").color);
  if (!found.length) return [["no text at all", 0]];
  return found.filter(([, ratio]) => ratio < 4.5);
}
