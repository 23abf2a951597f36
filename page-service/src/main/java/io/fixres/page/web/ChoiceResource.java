package io.fixres.page.web;

import io.fixres.contracts.recipe.BuiltInRecipes;
import io.fixres.page.overview.StoredDatasets;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** What the form offers. */
@Path("/api")
public class ChoiceResource {
    private final StoredDatasets datasets;

    ChoiceResource(StoredDatasets datasets) {
        this.datasets = datasets;
    }

    /** A recipe that ships with the project. */
    record BuiltIn(String name, String yaml) {}

    @GET
    @Path("recipes")
    public Response recipes() {
        List<BuiltIn> recipes = BuiltInRecipes.names().stream()
                .map(name -> new BuiltIn(name, BuiltInRecipes.yaml(name)))
                .toList();
        return Answers.json(200, Map.of("recipes", recipes));
    }

    @GET
    @Path("datasets")
    public Response datasets() {
        return Answers.json(200, Map.of("datasets", datasets.list()));
    }
}
