package dev.intarsia.conformance.vectors;

import tools.jackson.databind.JsonNode;

/**
 * One vector.
 *
 * @param section the file it is in
 * @param id its name; two vectors may share one
 * @param location file and line, or file and member
 * @param data the vector as it stands in the file
 */
public record Vector(Section section, String id, String location, JsonNode data) {}
