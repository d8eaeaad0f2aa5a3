"""A page of a review in headless Chromium."""

import json
import time
from pathlib import Path

import axe_playwright_python
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()


def chromium():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-extensions",
                     "--host-resolver-rules=MAP *.example 127.0.0.1", "--disable-popup-blocking"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.set_capability("unhandledPromptBehavior", "accept")
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


class Page:
    """One window; several may show one review."""

    def __init__(self, driver, url, *, width=1440, height=900, dark=False):
        self.driver = driver
        self.world = None
        driver.switch_to.new_window("window")
        self.handle = driver.current_window_handle
        self.resize(width, height)
        self.color(dark)
        driver.get(url)

    def use(self):
        if self.driver.current_window_handle != self.handle:
            self.driver.switch_to.window(self.handle)
        return self.driver

    def resize(self, width, height=900):
        self.use().execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})

    def color(self, dark):
        self.use().execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def run(self, script, *arguments):
        return self.use().execute_script(script, *arguments)

    def find(self, selector):
        return self.use().find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.use().find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector="body"):
        """What is on the screen, not cut by scrolling; empty if there is no such element."""
        return self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector)

    def wait(self, condition, what, seconds=15):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                value = condition()
            except Exception as error:
                if type(error).__name__ not in ("StaleElementReferenceException", "NoSuchElementException"):
                    raise
                value = None
            if value:
                return value
            time.sleep(0.03)
        raise AssertionError(f"{what}: not after {seconds} s; the page shows:\n{self.text()[:1500]}")

    def wait_for(self, text, selector="body", seconds=15):
        self.wait(lambda: text in self.text(selector), f"{text!r} in {selector}", seconds)

    def ready(self):
        self.wait(lambda: self.run("return !document.documentElement.hasAttribute('aria-busy')"), "an answer", 60)

    def press(self, *keys):
        for key in keys:
            self.use()
            ActionChains(self.driver).send_keys(key).perform()
            self.ready()

    def click(self, selector):
        self.wait(lambda: self.find(selector).is_enabled(), selector)
        self.find(selector).click()
        self.ready()

    def type(self, selector, text):
        field = self.find(selector)
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(text)

    def shot(self, path):
        self.use().save_screenshot(str(path))

    def log(self):
        """What the browser has complained about since the last call."""
        return [entry["message"] for entry in self.use().get_log("browser")]

    def axe(self, rules=None):
        """Violations of accessibility rules, best practices included; of some rules only, if they are named."""
        evaluate = lambda expression, **more: self.use().execute_cdp_cmd(
            "Runtime.evaluate", {"expression": expression, "contextId": self.world, "returnByValue": True, **more})
        if self.world is None:
            # The policy of the page lets no script of ours in; the debugger does. It stays with the document.
            frame = self.use().execute_cdp_cmd("Page.getFrameTree", {})["frameTree"]["frame"]["id"]
            self.world = self.driver.execute_cdp_cmd(
                "Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
            evaluate(AXE + "; null")
        result = evaluate("axe.run(document, " + json.dumps({"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})) + ").then((r) => JSON.stringify(r.violations.map("
                          "(v) => [v.id, v.nodes.map((n) => n.html.slice(0, 160) + ' ' + n.any.concat(n.all, n.none).map((c) => c.message).join('; ').slice(0, 200))])))",
                          awaitPromise=True)
        if "value" not in result["result"]:
            raise AssertionError(f"axe: {result}")
        return json.loads(result["result"]["value"])

    def close(self):
        self.use().close()
        self.driver.switch_to.window(self.driver.window_handles[0])
