package dev.hostkeysync.stack;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A headless browser, in which people visit the pages.
public final class Browser implements AutoCloseable {

    /// How wide the window is, in CSS pixels, and in which colours.
    public record Look(int width, ColorScheme colours) {

        /// A telephone, a desk and a wall of monitors; by day and by night. What a width changes
        /// and what colours change have nothing to do with each other, so not each by each.
        public static final List<Look> ALL =
                List.of(
                        new Look(360, ColorScheme.DARK),
                        new Look(1440, ColorScheme.LIGHT),
                        new Look(3840, ColorScheme.DARK));

        public static final Look DESK = new Look(1440, ColorScheme.LIGHT);
    }

    private static final double PATIENCE_MILLIS = 15_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /// @throws IllegalStateException when this machine has no Chromium, with what to do
    public static Browser start() {
        String executable = Chromium.executable().toString();
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of(executable))
                                        // Root, as in a container, has no sandbox.
                                        .setChromiumSandbox(false)
                                        .setArgs(List.of("--disable-gpu"))));
    }

    /// Somebody at a browser of their own, without cookies.
    public Visit visit(Look look) {
        BrowserContext context =
                browser.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setViewportSize(look.width(), look.width() > 1000 ? 900 : 740)
                                .setColorScheme(look.colours())
                                .setReducedMotion(ReducedMotion.REDUCE)
                                .setLocale("en-GB")
                                .setTimezoneId("UTC")
                                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return new Visit(context);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
