"""The pages: one file a page. A page composes what pages/shared offers; it never divides, sums or joins."""
