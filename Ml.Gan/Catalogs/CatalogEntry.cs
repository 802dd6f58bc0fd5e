namespace Ml.Gan.Catalogs;

/// <summary>What there is to know of a part before it is used.</summary>
/// <param name="Name">Name on the command line, for example <c>gls-gan</c>.</param>
/// <param name="Argument">What may follow the name after a colon, for example "the slope ν, at most 1; default 0.2"; null for nothing.</param>
/// <param name="Description">One line.</param>
/// <param name="Paper">Authors and year of where it was published; null where no paper is behind it.</param>
public sealed record CatalogEntry(string Name, string? Argument, string Description, string? Paper);
