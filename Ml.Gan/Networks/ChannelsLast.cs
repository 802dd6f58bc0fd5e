using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Layout of feature maps in memory: channels last, which oneDNN convolves on a CPU without reordering. The shape stays
/// (N, C, H, W); only the strides tell. Layers that make maps of something else, or join maps, put them into this
/// layout, and the others keep it.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>
    /// Maps, (N, C, H, W), in the layout; themselves where they are in it, or where it has no use: on another device
    /// than the CPU, and in float64. Where a processor hides its caches, and with them oneDNN computes some strided
    /// convolutions in this layout wrongly, maps lie in the order of their shape instead.
    /// </summary>
    public static Tensor Of(Tensor maps)
    {
        if (!IsUseful(maps))
            return maps;
        if (maps.dtype == ScalarType.Float32 && ConvolutionProbe.Path == ConvolutionPath.PaddedChannels)
            return maps.contiguous();
        if (IsLast(maps))
            return maps;
        // The stride of a single channel says nothing to copying, but all to convolutions: it has to be 1.
        return maps.shape[1] == 1
            ? maps.squeeze(1).contiguous().unsqueeze(3).permute(0, 3, 1, 2)
            : maps.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
    }

    /// <summary>Maps beside each other along the channels, in the layout.</summary>
    public static Tensor Join(params Tensor[] maps) => torch.cat([.. maps.Select(Of)], 1);

    /// <summary>Whether maps, (N, C, H, W), are in the layout.</summary>
    public static bool IsLast(Tensor maps)
    {
        if (maps.dim() != 4)
            return false;
        long[] shape = maps.shape, strides = maps.stride();
        return strides[1] == 1 && strides[3] == shape[1] && strides[2] == shape[1] * shape[3];
    }

    private static bool IsUseful(Tensor maps) =>
        maps.device_type == DeviceType.CPU && maps.dtype is ScalarType.Float32 or ScalarType.BFloat16
        && maps.dim() == 4;
}
