"""What the widget costs at run time, measured in Chromium: `python -m tests.widget.measure [--without-lighthouse]`.

By hand, never as a test: figures depend on the machine. Lighthouse is installed into `tests/widget/lighthouse` when it is missing.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from . import story
from .conftest import CHROMIUM, FLAGS, HERE
from .fake_edge import FakeEdge

RUNS = 15
LIGHTHOUSE = HERE / "lighthouse"
LIGHTHOUSE_RUNS = 5
WITHOUT, WITH = "/fr/without.html", "/fr/"
PLAIN, EMBEDDING = "/plain.html", "/embedding.html"
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}

LONGEST_TASK = """() => new Promise((done) => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({type: 'longtask', buffered: true});
    setTimeout(() => done(Math.max(0, ...observer.takeRecords().map((it) => it.duration))), 300) })"""
SHIFT = """() => new Promise((done) => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({type: 'layout-shift', buffered: true});
    setTimeout(() => done(observer.takeRecords().reduce((sum, it) => sum + it.value, 0)), 300) })"""
OPENING = """() => new Promise((done) => {
    const root = document.querySelector('vestibule-chat').shadowRoot, began = performance.now();
    new MutationObserver((_, observer) => {
        if (!root.querySelector('.bubble')) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => {
            const total = performance.now() - began;
            let network = 0, until = began;
            for (const {startTime, responseEnd} of performance.getEntriesByType('resource').sort((a, b) => a.startTime - b.startTime)) {
                network += Math.max(0, responseEnd - Math.max(startTime, until));
                until = Math.max(until, responseEnd) }
            done([total, total - network]) }))
    }).observe(root, {childList: true, subtree: true});
    root.querySelector('.launcher').click() })"""


async def _page(browser: Browser, slower: int, network: dict | None = None):
    context = await browser.new_context(reduced_motion="reduce")
    await context.add_init_script(path=HERE / "open_shadow.js")
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("Performance.enable", {"timeDomain": "threadTicks"})  # processor time, whatever else the machine does
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    if network:
        await devtools.send("Network.enable")
        await devtools.send("Network.emulateNetworkConditions", network)
    return page, devtools


async def _script_time(devtools) -> float:
    """Milliseconds that the main thread has worked for the page."""
    metrics = {one["name"]: one["value"] for one in (await devtools.send("Performance.getMetrics"))["metrics"]}
    return metrics["TaskDuration"] * 1000


async def loading(browser: Browser, edge: FakeEdge) -> None:
    """Beside a page of one heading, whose own work hides nothing."""
    found: dict[str, list[float]] = {PLAIN: [], EMBEDDING: []}
    longest, shifts = [], []
    for _ in range(RUNS):
        for path in (PLAIN, EMBEDDING):
            page, devtools = await _page(browser, slower=4)
            await page.goto(edge.url + path)
            await page.wait_for_timeout(500)
            found[path].append(await _script_time(devtools))
            if path == EMBEDDING:
                longest.append(await page.evaluate(LONGEST_TASK))
                shifts.append(await page.evaluate(SHIFT))
            await page.context.close()
    without, with_it = (min(found[path]) for path in (PLAIN, EMBEDDING))  # whatever else the machine does only ever adds
    print(f"main-thread work added at load, 4x slower CPU: {with_it - without:.0f} ms (an empty page {without:.0f} ms)", flush=True)
    print(f"longest task of the page with it: {statistics.median(longest):.0f} ms (0 means below 50); layout shift {max(shifts):.4f}", flush=True)


async def opening(browser: Browser, edge: FakeEdge) -> None:
    for name, slower, network in (("this machine", 1, None), ("4x slower CPU", 4, None), ("slow 3G", 1, SLOW_3G)):
        times, work = [], []
        for _ in range(RUNS if network is None else 3):
            page, devtools = await _page(browser, slower, network)
            await page.goto(edge.url + "/fr/")
            await page.wait_for_timeout(600)  # nobody clicks while the page still draws itself
            before = await _script_time(devtools)
            times.append(await page.evaluate(OPENING))
            work.append(await _script_time(devtools) - before)
            await page.context.close()
        total, beside = (statistics.median(one) for one in zip(*times, strict=True))
        by_clock = f"{total:.0f} ms, of which {beside:.0f} beside the network"
        print(f"opening to first message, {name}: {by_clock}; work of the main thread {statistics.median(work):.0f} ms", flush=True)


async def _lighthouse(url: str) -> dict[str, float]:
    """The scores of a page, each of 100."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        program = LIGHTHOUSE / "node_modules" / ".bin" / "lighthouse"
        how = ("--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags=--headless=new {FLAGS}")
        process = await asyncio.create_subprocess_exec(program, url, *how, env={"CHROME_PATH": CHROMIUM, "PATH": os.environ["PATH"], "HOME": folder})
        await process.wait()
        return {name: one["score"] * 100 for name, one in json.loads(report.read_text())["categories"].items()}


async def lighthouse(edge: FakeEdge) -> None:
    if not (LIGHTHOUSE / "node_modules").exists():
        print("Installing Lighthouse …", flush=True)
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=LIGHTHOUSE, check=True)
    runs: dict[str, list[dict[str, float]]] = {WITH: [], WITHOUT: []}
    for _ in range(LIGHTHOUSE_RUNS):
        for path in (WITHOUT, WITH):
            runs[path].append(await _lighthouse(edge.url + path))
    for name in runs[WITH][0]:  # whatever else the machine does only ever lowers a score
        without, with_it = (max(one[name] for one in runs[path]) for path in (WITHOUT, WITH))
        print(f"Lighthouse, {name}: {without:.0f} without the widget, {with_it:.0f} with it, best of {LIGHTHOUSE_RUNS}")


async def main() -> None:
    edge = FakeEdge()
    edge.greeting, edge.reply = story.greeting, story.reply
    await edge.start()
    home = (HERE.parent.parent / "bot" / "widget" / "site" / "fr" / "index.html").read_text()
    before, _, rest = home.partition('<script src="/widget.js"')
    edge.pages[WITHOUT] = (before + rest.partition("</script>")[2], {})
    edge.page(PLAIN, "<h1>Un site</h1>")
    edge.page(EMBEDDING, "<h1>Un site</h1>", head='<script src="/widget.js" defer></script>')
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        await loading(browser, edge)
        await opening(browser, edge)
        await browser.close()
    if "--without-lighthouse" not in sys.argv:
        await lighthouse(edge)
    await edge.stop()


if __name__ == "__main__":
    asyncio.run(main())
