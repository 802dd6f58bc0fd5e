using System.Collections.Concurrent;
using System.Numerics;

namespace Ml.Gan.Data.Drawing;

/// <summary>Draws digits of one size. Any number of threads may draw at once, each on a canvas of its own.</summary>
internal sealed class GlyphPen
{
    private readonly int _size;
    private readonly (Vector2 Start, Vector2 End)[][] _shapes;
    private readonly ConcurrentBag<StrokeCanvas> _canvases = [];

    /// <param name="data">Name of what is drawn, for messages.</param>
    /// <param name="size">Height and width in pixels.</param>
    /// <param name="channels">Channels that are asked for.</param>
    /// <exception cref="GanDataException">Such images aren't drawn.</exception>
    public GlyphPen(string data, int size, int channels)
    {
        if (size is < Glyphs.MinSize or > Glyphs.MaxSize)
            throw new GanDataException(
                $"{data} is drawn from {Glyphs.MinSize} to {Glyphs.MaxSize} pixels wide, not {size}.");
        if (channels is not (1 or 3))
            throw new GanDataException($"{data} has 1 or 3 channels, not {channels}.");
        _size = size;
        _shapes = DigitShapes.Flatten(size);
    }

    /// <summary>A canvas, to be given back with <see cref="Return"/>.</summary>
    public StrokeCanvas Take() => _canvases.TryTake(out var canvas) ? canvas : new StrokeCanvas(_size);

    /// <summary>Takes a canvas back.</summary>
    public void Return(StrokeCanvas canvas) => _canvases.Add(canvas);

    /// <summary>Draws a digit alone on a canvas.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="digit">The digit, 0 to 9.</param>
    /// <param name="pose">Where it is.</param>
    /// <param name="reach">Distance from its strokes up to which pixels are of interest.</param>
    public void Draw(StrokeCanvas canvas, int digit, GlyphPose pose, float reach)
    {
        canvas.Clear();
        foreach ((var start, var end) in _shapes[digit])
            canvas.Draw(pose.Apply(start), pose.Apply(end), reach);
    }
}
