namespace Ml.Gan.Cli.Rendering;

/// <summary>Parts of one kind.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Option">Where the command line takes their names.</param>
/// <param name="Entries">The parts.</param>
internal sealed record ListSection(string Name, string Option, IReadOnlyList<CatalogEntry> Entries);
