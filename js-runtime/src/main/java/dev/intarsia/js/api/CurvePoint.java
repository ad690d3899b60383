package dev.intarsia.js.api;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;

/**
 * Points of a prime curve, in affine coordinates: a private key's public point. Its time depends on the
 * private key, as that of {@link BigInteger} does.
 */
final class CurvePoint {
  private CurvePoint() {}

  /** The scalar times the curve's generator. */
  static ECPoint multiply(ECParameterSpec curve, BigInteger scalar) {
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
      sum = add(curve, sum, sum);
      if (scalar.testBit(bit)) {
        sum = add(curve, sum, curve.getGenerator());
      }
    }
    return sum;
  }

  /**
   * @throws InvalidKeyException when the point is not on the curve
   */
  static void check(ECParameterSpec curve, ECPoint point) throws InvalidKeyException {
    BigInteger p = prime(curve);
    BigInteger x = point.getAffineX();
    BigInteger right = x.pow(3)
        .add(curve.getCurve().getA().multiply(x))
        .add(curve.getCurve().getB())
        .mod(p);
    if (!point.getAffineY().pow(2).mod(p).equals(right)) {
      throw new InvalidKeyException("the point is not on the curve");
    }
  }

  /**
   * The point of an x coordinate and the parity of y. Every curve used here has a prime with remainder 3 modulo 4, so a
   * square root is a power.
   *
   * @param compressed 2 or 3, then x in as many bytes as the field has
   * @throws InvalidKeyException when there is no such point on the curve
   */
  static ECPoint decompress(ECParameterSpec curve, byte[] compressed) throws InvalidKeyException {
    BigInteger p = prime(curve);
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(compressed, 1, compressed.length));
    if (compressed.length != 1 + (p.bitLength() + 7) / 8 || x.compareTo(p) >= 0) {
      throw new InvalidKeyException("the compressed point has another length than the curve");
    }
    BigInteger square = x.pow(3)
        .add(curve.getCurve().getA().multiply(x))
        .add(curve.getCurve().getB())
        .mod(p);
    BigInteger y = square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    ECPoint point = new ECPoint(x, y.testBit(0) == (compressed[0] == 3) ? y : p.subtract(y));
    check(curve, point);
    return point;
  }

  private static BigInteger prime(ECParameterSpec curve) {
    return ((ECFieldFp) curve.getCurve().getField()).getP();
  }

  private static ECPoint add(ECParameterSpec curve, ECPoint a, ECPoint b) {
    if (a.equals(ECPoint.POINT_INFINITY)) {
      return b;
    }
    if (b.equals(ECPoint.POINT_INFINITY)) {
      return a;
    }
    BigInteger p = prime(curve);
    BigInteger slope;
    if (a.getAffineX().equals(b.getAffineX())) {
      if (!a.getAffineY().equals(b.getAffineY()) || a.getAffineY().signum() == 0) {
        return ECPoint.POINT_INFINITY;
      }
      BigInteger top = a.getAffineX()
          .pow(2)
          .multiply(BigInteger.valueOf(3))
          .add(curve.getCurve().getA());
      slope = top.multiply(a.getAffineY().shiftLeft(1).modInverse(p)).mod(p);
    } else {
      BigInteger run = b.getAffineX().subtract(a.getAffineX()).mod(p);
      slope =
          b.getAffineY().subtract(a.getAffineY()).multiply(run.modInverse(p)).mod(p);
    }
    BigInteger x =
        slope.pow(2).subtract(a.getAffineX()).subtract(b.getAffineX()).mod(p);
    BigInteger y =
        slope.multiply(a.getAffineX().subtract(x)).subtract(a.getAffineY()).mod(p);
    return new ECPoint(x, y);
  }
}
