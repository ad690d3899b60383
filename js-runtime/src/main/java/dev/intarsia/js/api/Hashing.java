package dev.intarsia.js.api;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

/** Digests that the JDK lacks, as the JDK's class: from Bouncy Castle, where that is on the class path. */
final class Hashing {
  private Hashing() {}

  /** The common name of a digest, null for a name that none has. */
  static @Nullable String name(String upper) {
    return switch (upper) {
      case "MD5-SHA1" -> upper;
      case "RIPEMD160", "RMD160", "RIPEMD", "RSA-RIPEMD160" -> Lender.present() ? "RIPEMD160" : null;
      case "BLAKE2B512", "BLAKE2S256" -> Lender.present() ? upper : null;
      case "SM3", "RSA-SM3" -> Lender.present() ? "SM3" : null;
      default -> null;
    };
  }

  /**
   * A new digest.
   *
   * @param name one that {@link #name} gave
   */
  static MessageDigest make(String name) throws NoSuchAlgorithmException {
    return switch (name) {
      case "RIPEMD160" -> new Lent(name, RIPEMD160Digest::new, digest -> new RIPEMD160Digest((RIPEMD160Digest) digest));
      case "BLAKE2B512" ->
        new Lent(name, () -> new Blake2bDigest(512), digest -> new Blake2bDigest((Blake2bDigest) digest));
      case "BLAKE2S256" ->
        new Lent(name, () -> new Blake2sDigest(256), digest -> new Blake2sDigest((Blake2sDigest) digest));
      case "SM3" -> new Lent(name, SM3Digest::new, digest -> new SM3Digest((SM3Digest) digest));
      case "MD5-SHA1" -> new Pair(name, MessageDigest.getInstance("MD5"), MessageDigest.getInstance("SHA-1"));
      default -> MessageDigest.getInstance(name);
    };
  }

  /** Two digests of the same bytes, one behind the other. */
  private static final class Pair extends MessageDigest implements Cloneable {
    private MessageDigest first;
    private MessageDigest second;

    Pair(String name, MessageDigest first, MessageDigest second) {
      super(name);
      this.first = first;
      this.second = second;
    }

    @Override
    protected int engineGetDigestLength() {
      return first.getDigestLength() + second.getDigestLength();
    }

    @Override
    protected void engineUpdate(byte input) {
      first.update(input);
      second.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      first.update(input, offset, length);
      second.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      byte[] head = first.digest();
      byte[] tail = second.digest();
      byte[] out = Arrays.copyOf(head, head.length + tail.length);
      System.arraycopy(tail, 0, out, head.length, tail.length);
      return out;
    }

    @Override
    protected void engineReset() {
      first.reset();
      second.reset();
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
      Pair copy = (Pair) super.clone();
      copy.first = (MessageDigest) first.clone();
      copy.second = (MessageDigest) second.clone();
      return copy;
    }
  }

  /** Copies a digest with what it has taken in. */
  private interface Copier {
    ExtendedDigest copy(ExtendedDigest digest);
  }

  /** Another library's digest. */
  private static final class Lent extends MessageDigest implements Cloneable {
    private final Copier copier;
    private ExtendedDigest digest;

    Lent(String name, Supplier<ExtendedDigest> make, Copier copier) {
      super(name);
      this.copier = copier;
      this.digest = make.get();
    }

    @Override
    protected int engineGetDigestLength() {
      return digest.getDigestSize();
    }

    @Override
    protected void engineUpdate(byte input) {
      digest.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      byte[] out = new byte[digest.getDigestSize()];
      digest.doFinal(out, 0);
      return out;
    }

    @Override
    protected int engineDigest(byte[] buffer, int offset, int length) throws DigestException {
      if (length < digest.getDigestSize()) {
        throw new DigestException("The buffer is too small");
      }
      return digest.doFinal(buffer, offset);
    }

    @Override
    protected void engineReset() {
      digest.reset();
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
      Lent copy = (Lent) super.clone();
      copy.digest = copier.copy(digest);
      return copy;
    }
  }
}
