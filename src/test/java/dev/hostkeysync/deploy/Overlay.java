package dev.hostkeysync.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What `kubectl kustomize` makes of a directory, as far as `deploy/` goes; anything else in a
/// kustomization is refused rather than overlooked.
public final class Overlay {

    public static final Path DEPLOY = Path.of("deploy");

    private static final Set<String> KNOWN =
            Set.of(
                    "apiVersion",
                    "kind",
                    "namespace",
                    "resources",
                    "components",
                    "patches",
                    "images",
                    "labels",
                    "configMapGenerator");

    private final Path directory;
    private final List<ObjectNode> objects;
    private final List<Path> files;

    private Overlay(Path directory, List<ObjectNode> objects, List<Path> files) {
        this.directory = directory;
        this.objects = objects;
        this.files = files;
    }

    /// The overlays there are, by the names of their directories.
    public static List<String> names() {
        try (Stream<Path> all = Files.list(DEPLOY.resolve("overlays"))) {
            return all.map(one -> one.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Overlay named(String name) {
        return compose(DEPLOY.resolve("overlays").resolve(name));
    }

    static Overlay compose(Path directory) {
        Overlay overlay = new Overlay(directory, new ArrayList<>(), new ArrayList<>());
        overlay.take(directory);
        return overlay;
    }

    public List<ObjectNode> objects() {
        return objects;
    }

    /// Every file it is made of.
    List<Path> files() {
        return files;
    }

    /// The one object of a kind.
    public ObjectNode only(String kind) {
        List<ObjectNode> found = all(kind);
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " objects of kind " + kind);
        }
        return found.getFirst();
    }

    /// The object of a kind and a name.
    public ObjectNode only(String kind, String name) {
        return all(kind).stream()
                .filter(one -> metadata(one).path("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + kind + " " + name));
    }

    public List<ObjectNode> all(String kind) {
        return objects.stream().filter(one -> kind.equals(one.path("kind").asText())).toList();
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private void take(Path directory) {
        Path file = directory.resolve("kustomization.yaml");
        files.add(file);
        JsonNode kustomization = Yaml.document(file);
        kustomization
                .fieldNames()
                .forEachRemaining(name -> {
                    if (!KNOWN.contains(name)) {
                        throw new IllegalStateException(file + " has '" + name + "'");
                    }
                });
        kustomization.path("resources").forEach(one -> resource(directory, one.asText()));
        kustomization.path("configMapGenerator").forEach(one -> generate(directory, one));
        kustomization
                .path("components")
                .forEach(one -> take(directory.resolve(one.asText()).normalize()));
        kustomization.path("patches").forEach(one -> patch(directory, one));
        kustomization.path("images").forEach(this::image);
        kustomization.path("labels").forEach(this::label);
        if (kustomization.has("namespace")) {
            objects.forEach(one -> metadata(one).set("namespace", kustomization.get("namespace")));
        }
    }

    private void resource(Path directory, String name) {
        Path path = directory.resolve(name).normalize();
        if (Files.isDirectory(path)) {
            take(path);
        } else {
            files.add(path);
            Yaml.documents(path).forEach(one -> objects.add((ObjectNode) one));
        }
    }

    private void generate(Path directory, JsonNode generator) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1").put("kind", "ConfigMap");
        metadata(map).set("name", generator.required("name"));
        metadata(map).set("labels", generator.at("/options/labels"));
        for (JsonNode entry : generator.required("files")) {
            String[] nameAndFile = entry.asText().split("=", 2);
            Path path = directory.resolve(nameAndFile[1]);
            files.add(path);
            map.withObject("/data").put(nameAndFile[0], Yaml.text(path));
        }
        objects.add(map);
    }

    private void patch(Path directory, JsonNode patch) {
        JsonNode content;
        if (patch.has("path")) {
            Path path = directory.resolve(patch.get("path").asText());
            files.add(path);
            content = Yaml.document(path);
        } else {
            content = Yaml.parse(patch.required("patch").asText()).getFirst();
        }
        if (content.isArray()) {
            JsonPatch.apply(target(patch.required("target"), "/kind", "/name"), content);
        } else {
            merge(target(content, "/kind", "/metadata/name"), (ObjectNode) content);
        }
    }

    private ObjectNode target(JsonNode from, String kind, String name) {
        return all(from.at(kind).asText()).stream()
                .filter(one -> metadata(one).path("name").equals(from.at(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no target for " + from));
    }

    /// A strategic merge of maps; lists would need to know their keys, and none is patched so.
    private static void merge(ObjectNode into, ObjectNode patch) {
        patch.properties()
                .forEach(entry -> {
                    if (entry.getValue() instanceof ObjectNode map
                            && into.get(entry.getKey()) instanceof ObjectNode there) {
                        merge(there, map);
                    } else if (entry.getValue().isArray()) {
                        throw new IllegalStateException("a list is patched: " + entry.getKey());
                    } else {
                        into.set(entry.getKey(), entry.getValue());
                    }
                });
    }

    private void image(JsonNode image) {
        for (ObjectNode deployment : all("Deployment")) {
            for (JsonNode container : deployment.at("/spec/template/spec/containers")) {
                if (container.path("image").equals(image.required("name"))) {
                    String pin =
                            image.has("digest")
                                    ? "@" + image.get("digest").asText()
                                    : ":" + image.required("newTag").asText();
                    ((ObjectNode) container).put("image", image.required("newName").asText() + pin);
                }
            }
        }
    }

    private void label(JsonNode label) {
        for (ObjectNode object : objects) {
            label.required("pairs")
                    .properties()
                    .forEach(pair ->
                            metadata(object)
                                    .withObject("/labels")
                                    .set(pair.getKey(), pair.getValue()));
        }
    }

    private static ObjectNode metadata(ObjectNode object) {
        return object.withObject("/metadata");
    }
}
