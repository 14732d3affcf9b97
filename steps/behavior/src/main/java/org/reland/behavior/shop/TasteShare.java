package org.reland.behavior.shop;

/** How much of a shopper's buying a taste accounts for; the shares of a shopper sum to 1. */
public record TasteShare(int taste, double share) {}
