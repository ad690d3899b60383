package dev.intarsia.spring;

import dev.intarsia.host.PoolClosedException;
import dev.intarsia.host.QueueFullException;
import dev.intarsia.host.TaskTimeoutException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers requests whose call failed for lack of room or time. An application's own advice goes first. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class PoolExceptionAdvice {
  /** 503: the queue is full, or the application stops. */
  @ExceptionHandler({QueueFullException.class, PoolClosedException.class})
  ProblemDetail overloaded() {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "No worker takes this request now; try again later");
  }

  /** 504: the task took too long. */
  @ExceptionHandler(TaskTimeoutException.class)
  ProblemDetail late() {
    return ProblemDetail.forStatusAndDetail(HttpStatus.GATEWAY_TIMEOUT, "The task did not finish in time");
  }
}
