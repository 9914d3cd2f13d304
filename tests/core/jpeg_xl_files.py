"""Files of 24x8 pixels, left half (200, 60, 50), right half (30, 180, 90), that cjxl 0.7 wrote; what each name says."""

from __future__ import annotations

import base64

FILES = {
    name: base64.b64decode(text)
    for name, text in {
        "lossy, Display P3 (numbers in the header)": (
            "/woBBEgQcmZUFPESlIOm5H0TwiuEtCTggwkHgbgQABKIAJwBv8ooAQBQoTLKuMHLuZ4vP3RYTNu4ztBW2xaWJIqMY5N0AocksQ7UzguI"
            "oAI9UIMxXywVP/CqzTLVnANN3YThUCEFUhsjGxkjYyRjjGRkFGOMkRtoQQFEKmfJZWJHljpG2w/pkAr0CA=="
        ),
        "lossy, a profile of a curve of its own": (
            "/woBBEjhM2PAYO9h3egJMBHMAWBLRcHboHkdc+mQUuEWsnOir61sQFwecCRUeK0nUWg7TF2hrC4jcKMWu1Lh6OFWSBICP9A/gK8m/J4l"
            "l/ycpXbYYSCgXSt1AKfTQM8uzy3r/v37twJjp4OvZeCCYxixDhx+QFBojfr8xT/BF9s4mKMREHT3iNP/1YLzvnZ60XMI/W9DdCevnq8A"
            "mfEkX8EwARDAvDuACGiagoigoAijAYpyB+WRlNEQlfFIA1WGDBx3cDAYMlQBABKIAJQBv8ooAQBQoTLKuMHLuZ4vP3RYTNu4ztBW2xaW"
            "JIqMY5N0AocksRDIzoWIQEEFqMOZL1IoPO+yzXS+34EkTlwwqJACuY0xlkExMgaDZCRjjJHEYfkEmFQxt8JqdmXLxe9HfK8AcAU="
        ),
        "lossy, linear light": (
            "/woBBEgoGgQAEogAYAG/yigBAFChMsq4wcu5ni8/dFhM27jO0FbbFpYkioxjk3QChySxkts1MIN+mH8AM69RXn5g3zyWix30crhjAgUq"
            "SaRksAsD3jY2wgUYACgAIMMjsAEwAAAN"
        ),
        "lossy, HDR (PQ, Rec. 2020)": (
            "/woBBEjIo0MAEogArAG/yigBAFChMsq4wcu5ni8/dFhM27jO0FbbFpYkioxjk3QChySxmNtl5gEPPHh4M/OosyIPZfvzNHqu2QEc21Em"
            "ASqkQH5jjI3BYIwkGSMjGRkZI2MkUVg+AXYDM7LS3lWP8lrG356tSQKOLg=="
        ),
        "16 bits": (
            "AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAAJanhsbAoAAAA+anhsY/8KAQR+AIoLAQgCAQCcAEsYixUA3HkXY7A4XuQF"
            "QgDAOGIPsOaDl1RV6PvD0VJr7wgImiCQPA=="
        ),
        "grey of the red, alpha of the green": "/woBBFgUFwIICBAAeABLGIsVANS8izHeRV7gAIAAQDBJGsATB6n0h4BVID0=",
        "a JPEG of a camera, to be turned to the right": (
            "AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAATanhscAAAAAD/CgGEBWICAAAB42picmTAcNsAgiAILQMCQC4AoUaBkKtK"
            "AABAyFHZgqE4/yeIjBHKOKcUtB8hQ5ilDjLMQOkONVgfMpx8zIBDDiosctCwA9tHDf37I8scdtyBhqL7X4xxxiSXbPLJKKc8M80123wz"
            "zjkLPTTRRRt9NNJJSz011VVbfTXWWYs9Ntllm3022mnLPTfdddt9N955Cz444YUbfjjiiUcu+eSUV2755ZhnHrroo5Neuumno5567LLP"
            "Tnvttt+Oe+7BCz888cUbfzzyyUcv/fTUV2/99dhnD3744o9Pfvnmn49++vDHL//89Ndv//345/+vYKqqBABAyFHZgqE4/y+IhFJGWacU"
            "ifGAkM2oQYZJdaCherDh3EOOGVCQDxpy0GEHNhZZ5qjf7cOOG1rRH3lm8EmG978Y44xLNvlklFOmuWabb8Y5Z6GHJrpoo49GOmmpp6a6"
            "aquvxjprsccmu2yzz0Y7bbnnprtuu+/GO+/ABR+c8MINPxzxxCOXfHLKK7f8cswzD1300Ukv3fTTUU89dtlnp71222/HPffghR+e+OKN"
            "Px755KOXfnrqq7f+euyzD1/88ckv3/zz0U8/fvnnp79+++/HP/9/gR8AqCwACwiA4AAQSkZJRgABAQAAAQABAAADAAAAOmJyb2JFeGlm"
            "GykAAARqc/cqYhRLXKnLljD6YCIHzgm2gI6HG7Bh0Apyl/MtTI3t476PBjeRAAAAAO1qeGxwgAAAAeBbABAAaAMMZAxkDGT+/w4AABgA"
            "CAABAAAAAACAgCWJI1Qv5orvltADAIxIQeEGJMXg0a4hZsGJAMCk6Tmki2SD+6jHr+PCvBehORoBCD4SJ4CYOJv3AaIgAUDjhO1XADBT"
            "FQCgAAAAwPARAAAAAAAAAAAAAJjZKV+wCg6SfUmM5LI6AxE+OqmRUKEtGDE5gEgYAIr6SQUgYBrIUI8ASuecBE6PBQCuOx97ASBKRQCA"
            "AgAAIC8AAAAAAAAAAAAAAAAAAAAAAKAkkR5h56QQQQQHR3oHLAAUABDS58AdgAEAGg=="
        ),
        "two frames": (
            "/woBhCAAC4pLAggIoAIAAIwASxiLFQDUuovxyKgLiAAAMcQEEEnOqXSAodWBSD5+sCsf6DsICKBCAABEAEsYixWAXdb/AhIASJDUnfgD"
        ),
    }.items()
}
