package dev.hostkeysync.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.hostkeysync.stack.Browser;
import dev.hostkeysync.stack.OidcIssuer;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.Visit;
import java.nio.file.Path;

/// What `script/screenshots` runs: the pages as the README shows them.
public final class Screenshots {

    private static final Path IMAGES = Path.of("docs", "images");
    private static final String ZOE = "zoe.miller@example.com";

    private Screenshots() {}

    public static void main(String[] args) {
        try (Browser browser = Browser.start();
                OidcIssuer issuer = OidcIssuer.start(Ports.free());
                Installation installation = Installation.of("pictures")) {
            String home =
                    installation
                                    .with("OIDC_ISSUER", issuer.url().toString())
                                    .with("OIDC_CLIENT_ID", "hostkey-sync")
                                    .with("OIDC_CLIENT_SECRET", "a-secret-of-the-client")
                                    .with("OIDC_OPERATOR_GROUP", OidcIssuer.OPERATORS)
                                    .with("HOSTKEY_GUARD_COUNT", "20")
                                    .start()
                                    .url()
                            + "/";
            Employee zoe;
            try (Client client =
                    new Client(java.net.URI.create(home), installation.credentials())) {
                zoe = client.created(ZOE);
                new Truths(installation, client, installation.tail(Topics.HOST_KEYS))
                        .awaitAgreement(zoe, 1, "issued");
            }
            ownKey(browser, new Browser.Look(1280, ColorScheme.LIGHT), home, "own-key.png");
            ownKey(browser, new Browser.Look(1280, ColorScheme.DARK), home, "own-key-dark.png");
            ownKey(browser, new Browser.Look(390, ColorScheme.LIGHT), home, "own-key-phone.png");
            try (Client client =
                    new Client(java.net.URI.create(home), installation.credentials())) {
                PagePictures.draw(browser, installation, client, home, zoe);
                ConsolePictures.draw(browser, installation, client, home);
            }
        }
        System.exit(0);
    }

    private static void ownKey(Browser browser, Browser.Look look, String home, String file) {
        try (Visit visit = browser.visit(look)) {
            Page page = visit.signIn(home, ZOE, false).page();
            page.getByText("Show it for 30 seconds").click();
            page.locator("#host-key").waitFor();
            if (look.width() > 1000) {
                page.getByLabel("Meeting ID").fill("926 7439 2836");
                page.getByLabel("Passcode").fill("482913");
                page.locator("#make").click();
                page.locator("#sip").waitFor();
            }
            visit.screenshot(IMAGES.resolve(file), look.width() > 1000);
        }
    }
}
