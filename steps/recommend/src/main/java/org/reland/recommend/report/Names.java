package org.reland.recommend.report;

import java.util.List;
import org.reland.recommend.data.Variant;

/** What ids of backbones and variants are called on the page, and their colours. */
final class Names {
  private static final List<String> VARIANTS = Variant.ids();

  private Names() {}

  static String of(String id) {
    return switch (id) {
      case "id-only" -> "ID-only";
      case "features" -> "+ item features";
      case "reland" -> "ReLand";
      case "reland-causal" -> "ReLand, causal";
      case "reland-plus" -> "ReLand, matching chosen";
      case "reland-shuffled" -> "ReLand, shuffled (control)";
      case "seed-behavior" -> "Seed's behaviour (control)";
      case "own-words" -> "Own words (control)";
      case "reland-no-features" -> "ReLand, no item features (ablation)";
      case "reland-uniform" -> "ReLand, uniform seeds (ablation)";
      case "reland-direct" -> "ReLand, asked directly (ablation)";
      case "lightgcn" -> "LightGCN";
      case "neumf" -> "NeuMF";
      case "ngcf" -> "NGCF";
      case "ease" -> "EASE";
      case "itemknn" -> "ItemKNN";
      case "popularity" -> "Popularity";
      case "gru4rec" -> "GRU4Rec";
      case "sasrec" -> "SASRec";
      case "duorec" -> "DuoRec";
      default -> id;
    };
  }

  /** How users were ranked for. */
  static String ofProtocol(String protocol, boolean masked) {
    if (!protocol.equals("sr")) {
      return "80/10/10, masked";
    }
    return masked ? "leave-one-out, masked" : "leave-one-out, unmasked (as in the paper)";
  }

  /** A colour class for a variant. */
  static int color(String variant) {
    return Math.max(0, VARIANTS.indexOf(variant));
  }
}
