package dev.hostkeysync.stack;

import dev.hostkeysync.stack.Step.Expected;
import dev.hostkeysync.stack.Step.Request;
import dev.hostkeysync.stack.Step.Reveal;
import java.time.InstantSource;
import java.util.List;

/// What an identity provider and Zoom have to say in a working week, in their own request shapes:
/// somebody joins, changes their sign-in, is put on leave, comes back, leaves.
final class Conversation {

    private static final Reveal SHOWN = new Reveal.Shown();

    private final SimulatedZoom zoom;
    private final ScimClient okta;
    private final ScimClient entra;
    private final ZoomWebhookCalls webhooks;
    private final Person zoe;
    private final Person adele;
    private final Person lee;

    /// @param run tells the people of this run from those of another on the same data
    Conversation(SimulatedZoom zoom, DemoSecrets secrets, InstantSource clock, String run) {
        this.zoom = zoom;
        this.okta = ScimClient.okta(secrets.scimToken());
        this.entra = ScimClient.entra(secrets.scimToken());
        this.webhooks = new ZoomWebhookCalls(secrets.webhookSecret(), clock);
        this.zoe = new Person("Zoe", "Mueller", run);
        this.adele = new Person("Adele", "Vance", run);
        this.lee = new Person("Lee", "Gu", run);
    }

    /// Who still has a key when all is said.
    Person remaining() {
        return zoe;
    }

    List<Step> steps() {
        return List.of(
                created("Okta creates Zoe", okta, zoe, "okta-create.json"),
                created("Entra ID creates Adele", entra, adele, "entra-create.json"),
                zoesSignInChanged(),
                deactivated(),
                reactivated(),
                removed(),
                created("Entra ID creates Lee", entra, lee, "entra-create.json"),
                leesSignInChanged(),
                disassociated());
    }

    private Step created(String title, ScimClient provider, Person person, String file) {
        return new Step(
                title,
                person,
                () ->
                        person.zoomUserId =
                                zoom.addUser(person.email, person.firstName, person.lastName),
                List.of(
                        Request.of(() -> provider.findByUserName(person), 200),
                        Request.of(() -> provider.create(person, file), 201)),
                new Expected("created", 204, "issued", SHOWN));
    }

    private Step zoesSignInChanged() {
        return signInChanged(
                "Okta changes what Zoe signs in with",
                zoe,
                List.of(
                        Request.of(() -> okta.get(zoe), 200),
                        Request.of(() -> okta.replace(renamed(zoe), "okta-replace.json"), 200)));
    }

    private Step leesSignInChanged() {
        return signInChanged(
                "Entra ID changes what Lee signs in with",
                lee,
                List.of(
                        Request.of(
                                () -> entra.patch(renamed(lee), "entra-replace.json"), 200, 204)));
    }

    private static Step signInChanged(String title, Person person, List<Request> requests) {
        return new Step(
                title,
                person,
                () -> {},
                requests,
                new Expected("sso-changed", 204, "rotated", SHOWN));
    }

    /// The mailbox stays, as it mostly does, and with it whom Zoom knows.
    private static Person renamed(Person person) {
        person.userName = person.userName.replace("@", "@new.");
        return person;
    }

    private Step deactivated() {
        return new Step(
                "Okta deactivates Zoe",
                zoe,
                () -> {},
                List.of(Request.of(() -> okta.patch(zoe, "okta-deactivate.json"), 200, 204)),
                new Expected("deactivated", 204, "revoked", new Reveal.Withheld(409)));
    }

    private Step reactivated() {
        return new Step(
                "Okta reactivates Zoe",
                zoe,
                () -> {},
                List.of(
                        Request.of(() -> okta.findByUserName(zoe), 200),
                        Request.of(() -> okta.patch(zoe, "okta-reactivate.json"), 200, 204)),
                new Expected("reactivated", 204, "issued", SHOWN));
    }

    private Step removed() {
        return new Step(
                "Entra ID deletes Adele",
                adele,
                () -> {},
                List.of(Request.of(() -> entra.delete(adele), 204)),
                new Expected("removed", 204, "revoked", new Reveal.Withheld(404)));
    }

    private Step disassociated() {
        return new Step(
                "Zoom tells that Lee has left the account",
                lee,
                () -> zoom.removeUser(lee.zoomUserId),
                List.of(Request.of(() -> webhooks.disassociated(lee), 200, 204)),
                new Expected("transferred", 404, "revoked", new Reveal.Withheld(409)));
    }
}
