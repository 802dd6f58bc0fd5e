using Ml.Gan.Data.Scenes;

namespace Ml.Gan.Data;

/// <summary>What is seen in an image of <c>builtin:scenes</c>: one to two shapes, each in its place.</summary>
/// <param name="Shapes">The shapes, no two of the same color and kind.</param>
public sealed record SceneDescription(IReadOnlyList<SceneShape> Shapes)
{
    /// <summary>
    /// Whether a caption of the scenes' small grammar is true: there are the shapes that it names, with the colors, the
    /// sizes and the places that it gives them. Places are judged by the shapes' centers, which have to be a quarter of
    /// the image's side apart.
    /// </summary>
    /// <param name="caption">Any text.</param>
    /// <returns>False also for a text that isn't of the grammar.</returns>
    public bool IsTrue(string caption)
    {
        ArgumentNullException.ThrowIfNull(caption);
        return SceneSentence.Parse(CaptionTokenizer.Split(caption))?.IsTrueOf(this) ?? false;
    }
}

/// <summary>A shape of a scene.</summary>
/// <param name="Kind">circle, square, triangle or star.</param>
/// <param name="Color">red, green, blue, yellow, purple or white.</param>
/// <param name="IsLarge">Whether it is a large one, else a small one.</param>
/// <param name="X">Place of its center, in [0, 1] of the image's width from the left.</param>
/// <param name="Y">Place of its center, in [0, 1] of the image's height from the top.</param>
/// <param name="Radius">Radius of a circle around it, relative to the image's side.</param>
public sealed record SceneShape(string Kind, string Color, bool IsLarge, float X, float Y, float Radius);
