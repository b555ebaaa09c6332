// What is wrong with this page for who has a small phone, a thumb (`finger` pixels; 0: a mouse) or does not see well.
async (finger) => {
  const faults = new Set();
  const root = document.documentElement;
  const called = (each) => `${each.localName}.${each.className} “${(each.textContent || each.name || "").trim().slice(0, 30)}”`;
  const touched = [
    "button, .btn, summary, select, textarea, label.choice, .seg label, nav a",
    "input:not([type=hidden], [type=radio], [type=checkbox])",
  ].join();

  if (root.lang !== "id") faults.add(`lang=${root.lang}`);
  const over = root.scrollWidth - root.clientWidth;
  if (over > 0) {
    const wide = [...document.body.querySelectorAll("*")];
    const out = wide.filter((each) => each.getBoundingClientRect().right > root.clientWidth + 1);
    faults.add(`sticks out by ${over} px: ${out.slice(-3).map(called)}`);
  }
  for (const each of finger ? document.querySelectorAll(touched) : []) {
    const { width, height } = each.getBoundingClientRect();
    const seen = each.checkVisibility({ visibilityProperty: true }) && width && !each.matches(".unseen");
    if (!seen || Math.min(width, height) >= finger - 0.5) continue;
    faults.add(`too small for a finger: ${Math.round(width)} x ${Math.round(height)} px: ${called(each)}`);
  }
  // Contrast is judged against the plain ground, not given up before a gradient.
  for (const each of document.querySelectorAll(".bare, .card-next")) each.style.backgroundImage = "none";
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  for (const { id, help, nodes } of violations) {
    faults.add(`${id} (${help}): ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`);
  }
  return [...faults];
}
