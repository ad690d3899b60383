package dev.intarsia.host.value;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * knitting's NumericArray: a list that JavaScript sees as an array of numbers, carried as packed doubles and
 * not as JSON.
 */
public final class NumericArray extends AbstractList<Double> implements RandomAccess {
  private final double[] values;

  private NumericArray(double[] values) {
    this.values = values;
  }

  /** A list over a copy of {@code values}. */
  public static NumericArray of(double... values) {
    return new NumericArray(values.clone());
  }

  static NumericArray over(double[] values) {
    return new NumericArray(values);
  }

  double[] values() {
    return values;
  }

  /** The numbers as a new array. */
  public double[] toDoubleArray() {
    return values.clone();
  }

  @Override
  public Double get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }
}
