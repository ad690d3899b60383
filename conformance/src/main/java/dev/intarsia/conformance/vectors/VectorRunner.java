package dev.intarsia.conformance.vectors;

import dev.intarsia.conformance.subject.Subject;
import dev.intarsia.conformance.subject.SubjectException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs vectors against a subject. */
public final class VectorRunner {
  /** What a skipped result says first where the subject lacks what the vector needs. */
  public static final String NOT_OFFERED = "not offered: ";

  private final Subject subject;
  private final RequirementMap requirements;
  private final ExpectedFailures expectedFailures;
  private final Map<Section, VectorCheck> checks = new EnumMap<>(Section.class);

  public VectorRunner(Subject subject, RequirementMap requirements, ExpectedFailures expectedFailures) {
    this.subject = subject;
    this.requirements = requirements;
    this.expectedFailures = expectedFailures;
    for (Section section : Section.values()) {
      checks.put(section, VectorCheck.of(section));
    }
  }

  /** Runs one vector. A vector that is malformed, and a subject that is gone, are failures. */
  public Result run(Vector vector) {
    Mismatch mismatch;
    try {
      mismatch = check(vector);
    } catch (VectorCheck.NotOffered e) {
      return result(vector, Result.Status.SKIPPED, new Mismatch("", "", NOT_OFFERED + e.getMessage()));
    } catch (SubjectException e) {
      mismatch = new Mismatch("subject", "an answer", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      mismatch = new Mismatch(vector.location(), "a vector in the vectors' format", e.toString());
    }
    boolean expected = expectedFailures.names(vector);
    if (mismatch == null) {
      return expected
          ? result(
              vector,
              Result.Status.UNEXPECTED_PASS,
              new Mismatch("", "a failure, as the list of expected failures says", "it passed: take it off the list"))
          : result(vector, Result.Status.PASSED, new Mismatch("", "", ""));
    }
    return result(vector, expected ? Result.Status.EXPECTED_FAILURE : Result.Status.FAILED, mismatch);
  }

  private @Nullable Mismatch check(Vector vector) {
    VectorCheck check = checks.get(vector.section());
    if (check == null) {
      throw new IllegalStateException("no check for " + vector.section());
    }
    return check.run(vector.data(), subject);
  }

  /** The result of a vector that was not chosen to run. */
  public Result skip(Vector vector, String reason) {
    return result(vector, Result.Status.SKIPPED, new Mismatch("", "", reason));
  }

  private Result result(Vector vector, Result.Status status, Mismatch mismatch) {
    return new Result(
        vector,
        RuleOfMismatch.of(vector, requirements.of(vector), mismatch),
        status,
        mismatch.path(),
        mismatch.expected(),
        mismatch.actual());
  }
}
