using Ml.Gan.Data.Scenes;

namespace Ml.Gan.Data;

/// <summary>
/// Loader of <c>builtin:scenes</c>. Where images alone are asked for, as for generators from noise, they come without
/// their captions.
/// </summary>
[CatalogEntry("colored shapes in a layout, drawn at random without end, with five true captions each")]
internal sealed class ScenesLoader : SampleLoader
{
    public const string Text = "builtin:scenes";

    private const int DefaultSize = 32;

    public override string Name => Text;

    public override LoaderMatch Match(string data) => data == Text ? LoaderMatch.Certain : LoaderMatch.None;

    public override ISampleSource Open(string data, SampleSourceOptions options, CancellationToken cancellationToken) =>
        OpenScenes(options);

    /// <summary>Opens the scenes, with what is seen in them.</summary>
    /// <exception cref="GanDataException">Such images aren't drawn.</exception>
    public static DrawnScenes OpenScenes(SampleSourceOptions options) =>
        new(options.Size ?? DefaultSize, options.Channels ?? 3, options.Seed);
}
