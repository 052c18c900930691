package dev.hostkeysync.portal;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/// Scripts and style sheets of the pages, the libraries' from their archives. Their common path
/// names their contents, so a browser may keep them for good.
@ApplicationScoped
public class Assets {

    private static final String SCRIPT = "text/javascript;charset=UTF-8";
    private static final String STYLE = "text/css;charset=UTF-8";

    /// @param zipped the same, compressed with gzip
    @SuppressWarnings("ArrayRecordComponent") // nobody changes or compares them
    record Asset(String mediaType, byte[] plain, byte[] zipped) {}

    private final Map<String, Asset> byName = new TreeMap<>();
    private final String version;

    Assets() {
        add("portal.css", STYLE, "/portal/portal.css");
        add("portal.js", SCRIPT, "/portal/portal.js");
        add("console.css", STYLE, "/portal/console.css");
        add("console-pages.css", STYLE, "/portal/console-pages.css");
        add("console.js", SCRIPT, "/portal/console.js");
        add("icon.svg", "image/svg+xml", "/portal/icon.svg");
        add("htmx.min.js", SCRIPT, webjar("htmx.org", "dist/htmx.min.js"));
        add("uPlot.iife.min.js", SCRIPT, webjar("uplot", "dist/uPlot.iife.min.js"));
        add("uPlot.min.css", STYLE, webjar("uplot", "dist/uPlot.min.css"));
        this.version = digest().substring(0, 12);
    }

    /// Where the pages find one.
    public String path(String name) {
        return PagePaths.ASSETS + "/" + version + "/" + name;
    }

    String version() {
        return version;
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private void add(String name, String mediaType, String resource) {
        byte[] plain = read(resource);
        byName.put(name, new Asset(mediaType, plain, zipped(plain)));
    }

    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byName.values().forEach(asset -> digest.update(asset.plain()));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String webjar(String name, String file) {
        Properties archive = new Properties();
        try (InputStream in = open("/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
            archive.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/%s/%s/%s"
                .formatted(name, archive.getProperty("version"), file);
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Assets.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is not on the class path");
        }
        return in;
    }

    private static byte[] zipped(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
