package dev.hostkeysync.openapi;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// A parameter without a description is the one of the same name in `components/parameters`.
final class SharedParameters {

    private final Map<String, Parameter> shared;

    SharedParameters(OpenAPI api) {
        this.shared = api.getComponents().getParameters();
    }

    void refer(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        List<Parameter> parameters =
                operation.getParameters().stream().map(this::sharedOrOwn).toList();
        operation.setParameters(parameters);
    }

    private Parameter sharedOrOwn(Parameter parameter) {
        boolean isShared =
                parameter.getRef() == null
                        && parameter.getDescription() == null
                        && shared.containsKey(parameter.getName())
                        && shared.get(parameter.getName()).getIn() == parameter.getIn();
        return isShared ? OASFactory.createParameter().ref(parameter.getName()) : parameter;
    }
}
